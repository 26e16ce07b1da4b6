import { useLanguage } from '../../language/choose';
import { jobText } from './jobs';

/** A job by its name and what it does, with its code, by which logs and settings know it. */
export function JobName({ job }: { readonly job: string }) {
  const { language } = useLanguage();
  const { name, does } = jobText(job, language);
  return (
    <>
      {name === job ? null : <span>{name} </span>}
      <code className="job-code">{job}</code>
      {does === '' ? null : <div className="stamp">{does}</div>}
    </>
  );
}
