import {
  AlertOutlined,
  ApiOutlined,
  AuditOutlined,
  BugOutlined,
  CalculatorOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  MedicineBoxOutlined,
  ProfileOutlined,
  ShoppingOutlined,
  TeamOutlined,
  TransactionOutlined,
} from '@ant-design/icons';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Permission } from '../../../src/auth/permissions.js';
import { useMay } from '../api/session.js';
import type { Words } from '../words/en.js';
import { useWords } from '../words/words.js';

interface Entry {
  readonly path: string;
  readonly name: keyof Words['menu'];
  readonly needs: Permission;
  readonly icon: ReactNode;
}

const ENTRIES: readonly Entry[] = [
  { path: '/', name: 'overview', needs: 'orders.read', icon: <DashboardOutlined /> },
  { path: '/orders', name: 'orders', needs: 'orders.read', icon: <ProfileOutlined /> },
  { path: '/refunds', name: 'refunds', needs: 'refunds.read', icon: <TransactionOutlined /> },
  { path: '/cases', name: 'cases', needs: 'orders.read', icon: <CustomerServiceOutlined /> },
  { path: '/incidents', name: 'incidents', needs: 'incidents.read', icon: <AlertOutlined /> },
  {
    path: '/reconciliation',
    name: 'reconciliation',
    needs: 'reconciliation.read',
    icon: <CalculatorOutlined />,
  },
  { path: '/catalogue', name: 'catalogue', needs: 'catalogue.read', icon: <ShoppingOutlined /> },
  { path: '/webhooks', name: 'webhooks', needs: 'webhooks.read', icon: <ApiOutlined /> },
  { path: '/system', name: 'doctor', needs: 'doctor.read', icon: <MedicineBoxOutlined /> },
  { path: '/diagnosis', name: 'diagnosis', needs: 'doctor.read', icon: <BugOutlined /> },
  { path: '/people', name: 'people', needs: 'people.manage', icon: <TeamOutlined /> },
  { path: '/audit', name: 'audit', needs: 'audit.read', icon: <AuditOutlined /> },
];

/** The pages that who is signed in may see. */
export function PageMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const words = useWords().menu;
  const may = useMay();
  const here = `/${useLocation().pathname.split('/')[1] ?? ''}`;
  const items = ENTRIES.filter(({ needs }) => may(needs)).map(({ path, name, icon }) => ({
    key: path,
    icon,
    label: <Link to={path}>{words[name]}</Link>,
  }));
  return <Menu mode="inline" selectedKeys={[here]} items={items} onClick={() => onChosen?.()} />;
}
