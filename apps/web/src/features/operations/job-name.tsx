import { useLanguage } from '../../language/choose';
import { jobText } from './jobs';

/** A job by its name and what it does, with its code, by which logs and settings know it; `short` leaves out what it does. */
export function JobName({ job, short = false }: { readonly job: string; readonly short?: boolean }) {
  const { language } = useLanguage();
  const { name, does } = jobText(job, language);
  return (
    <>
      {name === job ? null : <span>{name} </span>}
      <code className="job-code">{job}</code>
      {short || does === '' ? null : <div className="stamp">{does}</div>}
    </>
  );
}
