import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { fault, pathOf, type Fault } from './fault';

type Shape = 'needsFile' | 'offersFile' | 'need' | 'offer';

const validators = new Map<Shape, ValidateFunction>();

function validatorOf(shape: Shape): ValidateFunction {
  const known = validators.get(shape);
  if (known) return known;
  const schema = JSON.parse(readFileSync(join(__dirname, '../schema/exchange.schema.json'), 'utf8')) as object;
  // Strict mode frowns on `required` inside `oneOf`, which this published schema uses on purpose.
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
  ajv.addSchema(schema, 'exchange');
  const validator = ajv.compile({ $ref: `exchange#/$defs/${shape}` });
  validators.set(shape, validator);
  return validator;
}

/** How many faults of one file are told; more would hide the first. */
export const MOST_FAULTS = 200;

/** Where a value does not fit the schema. The path begins with `at`. */
export function schemaFaults(shape: Shape, value: unknown, at = ''): readonly Fault[] {
  const validate = validatorOf(shape);
  if (validate(value)) return [];
  const faults = new Map<string, Fault>();
  for (const error of telling(validate.errors ?? [])) {
    const found = faultOf(error, at);
    faults.set(`${found.path} ${found.en}`, found);
    if (faults.size >= MOST_FAULTS) break;
  }
  return [...faults.values()];
}

/**
 * Without the errors that only follow from others: `if` says that its `then` failed, and a requirement that is none of
 * the alternatives fails each of them.
 */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const noKind = new Map<string, boolean>();
  for (const error of errors) {
    if (error.keyword !== 'oneOf') continue;
    const data = error.data as { readonly metric?: unknown } | null;
    noKind.set(error.instancePath, data?.metric === undefined || error.params['passingSchemas'] != null);
  }
  const requirementOf = (path: string) => [...noKind.keys()].find((one) => path === one || path.startsWith(`${one}/`));
  return errors.filter((error) => {
    if (error.keyword === 'if' || error.keyword === 'anyOf') return false;
    const requirement = requirementOf(error.instancePath);
    if (requirement === undefined) return true;
    const isKind = noKind.get(requirement) === true;
    if (error.keyword === 'oneOf') return isKind;
    if (/\/oneOf\/\d/.test(error.schemaPath)) return false;
    // What a numeric demand lacks is worth telling only when it was meant to be one.
    const ofItself = error.keyword === 'required' && error.instancePath === requirement;
    return !(isKind && ofItself && !['id', 'mandatory'].includes(String(error.params['missingProperty'])));
  });
}

function faultOf(error: ErrorObject, at: string): Fault {
  const { keyword, params, instancePath } = error;
  const parts = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const here = pathOf([...(at === '' ? [] : [at]), ...parts]);
  switch (keyword) {
    case 'required': {
      const missing = String(params['missingProperty']);
      const path = here === '' ? missing : `${here}.${missing}`;
      return fault(path, `缺少必填项 ${missing}`, `${missing} is required`);
    }
    case 'type':
      return fault(here, `应为${typeZh(String(params['type']))}`, `must be ${typeEn(String(params['type']))}`);
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).join(', ');
      return fault(here, `只能是以下之一：${allowed}`, `must be one of: ${allowed}`);
    }
    case 'const':
      return fault(
        here,
        `只能是 ${String(params['allowedValue'])}（not_detectable 只用于 outlet）`,
        `must be ${String(params['allowedValue'])} (not_detectable is for outlet only)`,
      );
    case 'minimum':
      return fault(here, `不能小于 ${String(params['limit'])}`, `must not be below ${String(params['limit'])}`);
    case 'maximum':
      return fault(here, `不能大于 ${String(params['limit'])}`, `must not be above ${String(params['limit'])}`);
    case 'minLength':
      return fault(here, '不能为空', 'must not be empty');
    case 'maxLength':
      return fault(
        here,
        `最多 ${String(params['limit'])} 个字符`,
        `must have at most ${String(params['limit'])} characters`,
      );
    case 'minProperties':
      return fault(here, '至少给出一种语言（zh 或 en）', 'needs at least one language (zh or en)');
    case 'pattern':
      return here.endsWith('currency')
        ? fault(here, '货币应为三个大写字母，如 CNY', 'must be a currency of three capital letters, such as CNY')
        : fault(here, '日期应为 YYYY-MM-DD', 'must be a date as YYYY-MM-DD');
    case 'not':
      return here.endsWith('.id')
        ? fault(
            here,
            '该编号为系统保留（capacity、envelope:、group:）',
            'is a reserved id (capacity, envelope:, group:)',
          )
        : fault(here, 'capacity 不带 parameter', 'capacity takes no parameter');
    case 'oneOf':
      return fault(
        here,
        '必须且只能给出一项：metric、certificate、honour、service、region、leadDays 或 price',
        'needs exactly one of: metric, certificate, honour, service, region, leadDays or price',
      );
    default:
      return fault(here, `不符合格式（${keyword}）`, error.message ?? keyword);
  }
}

const typeZh = (type: string): string =>
  ({
    object: '对象',
    array: '数组',
    string: '文本',
    number: '数字',
    integer: '整数',
    boolean: 'true 或 false',
    null: 'null',
  })[type] ?? type;

const typeEn = (type: string): string =>
  ({
    object: 'an object',
    array: 'an array',
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    null: 'null',
  })[type] ?? type;
