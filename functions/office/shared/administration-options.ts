import { label, type Register } from '../../domain/register/register.ts';
import { compareDin5007 } from '../../domain/text.ts';

/** The administrations of a register as the choices of a field, found by the names of their municipalities, too. */
export function administrationOptions(register: Register | undefined) {
  return (register?.administrations ?? [])
    .map((each) => ({
      value: each.key,
      label: label(each),
      names: each.municipalities.map((municipality) => municipality.nameDe),
    }))
    .sort((a, b) => compareDin5007(a.label, b.label));
}
