import AlertIcon from '@ant-design/icons-svg/es/asn/AlertOutlined';
import ApiIcon from '@ant-design/icons-svg/es/asn/ApiOutlined';
import AuditIcon from '@ant-design/icons-svg/es/asn/AuditOutlined';
import BugIcon from '@ant-design/icons-svg/es/asn/BugOutlined';
import CalculatorIcon from '@ant-design/icons-svg/es/asn/CalculatorOutlined';
import CustomerServiceIcon from '@ant-design/icons-svg/es/asn/CustomerServiceOutlined';
import DashboardIcon from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import MedicineBoxIcon from '@ant-design/icons-svg/es/asn/MedicineBoxOutlined';
import ProfileIcon from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import ShoppingIcon from '@ant-design/icons-svg/es/asn/ShoppingOutlined';
import TeamIcon from '@ant-design/icons-svg/es/asn/TeamOutlined';
import TransactionIcon from '@ant-design/icons-svg/es/asn/TransactionOutlined';
import type { IconDefinition } from '@ant-design/icons-svg/es/types';
import { Link, useLocation } from 'react-router';
import type { Permission } from '../../../src/auth/permissions.js';
import { useMay } from '../api/session.js';
import { Icon } from '../parts/icon.js';
import type { Words } from '../words/en.js';
import { useWords } from '../words/words.js';

interface Entry {
  readonly path: string;
  readonly name: keyof Words['menu'];
  readonly needs: Permission;
  readonly icon: IconDefinition;
}

const ENTRIES: readonly Entry[] = [
  { path: '/', name: 'overview', needs: 'orders.read', icon: DashboardIcon },
  { path: '/orders', name: 'orders', needs: 'orders.read', icon: ProfileIcon },
  { path: '/refunds', name: 'refunds', needs: 'refunds.read', icon: TransactionIcon },
  { path: '/cases', name: 'cases', needs: 'orders.read', icon: CustomerServiceIcon },
  { path: '/incidents', name: 'incidents', needs: 'incidents.read', icon: AlertIcon },
  {
    path: '/reconciliation',
    name: 'reconciliation',
    needs: 'reconciliation.read',
    icon: CalculatorIcon,
  },
  { path: '/catalogue', name: 'catalogue', needs: 'catalogue.read', icon: ShoppingIcon },
  { path: '/webhooks', name: 'webhooks', needs: 'webhooks.read', icon: ApiIcon },
  { path: '/system', name: 'doctor', needs: 'doctor.read', icon: MedicineBoxIcon },
  { path: '/diagnosis', name: 'diagnosis', needs: 'doctor.read', icon: BugIcon },
  { path: '/people', name: 'people', needs: 'people.manage', icon: TeamIcon },
  { path: '/audit', name: 'audit', needs: 'audit.read', icon: AuditIcon },
];

/** The pages that who is signed in may see. */
export function PageMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const words = useWords().menu;
  const may = useMay();
  const here = `/${useLocation().pathname.split('/')[1] ?? ''}`;
  return (
    <ul className="menu">
      {ENTRIES.filter(({ needs }) => may(needs)).map(({ path, name, icon }) => (
        <li key={path}>
          <Link
            to={path}
            aria-current={path === here ? 'page' : undefined}
            onClick={() => onChosen?.()}
          >
            <Icon of={icon} />
            {words[name]}
          </Link>
        </li>
      ))}
    </ul>
  );
}
