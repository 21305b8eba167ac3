import { createBrowserRouter, type LazyRouteFunction, type RouteObject } from 'react-router';
import { Gate } from './frame/gate.js';
import { NotFound } from './frame/not-found.js';
import { PageFailure } from './frame/page-failure.js';
import { OverviewPage } from './pages/overview/overview-page.js';

type Page = LazyRouteFunction<RouteObject>;

const page = (path: string, lazy: Page): RouteObject => ({ path, lazy });

const pages = [
  page('orders', async () => ({
    Component: (await import('./pages/orders/orders-page.js')).OrdersPage,
  })),
  page('orders/:orderNo', async () => ({
    Component: (await import('./pages/orders/order-page.js')).OrderPage,
  })),
  page('refunds', async () => ({
    Component: (await import('./pages/refunds-page.js')).RefundsPage,
  })),
  page('cases', async () => ({
    Component: (await import('./pages/cases/cases-page.js')).CasesPage,
  })),
  page('people', async () => ({
    Component: (await import('./pages/people-page.js')).PeoplePage,
  })),
  page('account', async () => ({
    Component: (await import('./pages/account/account-page.js')).AccountPage,
  })),
  page('audit', async () => ({
    Component: (await import('./pages/audit/audit-page.js')).AuditPage,
  })),
  page('incidents', async () => ({
    Component: (await import('./pages/incidents-page.js')).IncidentsPage,
  })),
  page('reconciliation', async () => ({
    Component: (await import('./pages/reconciliation-page.js')).ReconciliationPage,
  })),
  page('catalogue', async () => ({
    Component: (await import('./pages/catalogue-page.js')).CataloguePage,
  })),
  page('webhooks', async () => ({
    Component: (await import('./pages/webhooks-page.js')).WebhooksPage,
  })),
  page('diagnosis', async () => ({
    Component: (await import('./pages/diagnosis-page.js')).DiagnosisPage,
  })),
  page('system', async () => ({ Component: (await import('./pages/doctor-page.js')).DoctorPage })),
];

const antdPages: Page = async () => ({
  Component: (await import('./frame/antd-root.js')).AntdPages,
});

/** Each page but the first is loaded when it is first gone to: that one would come a round trip later. */
export const router = createBrowserRouter(
  [
    {
      Component: Gate,
      HydrateFallback: () => null,
      children: [
        {
          ErrorBoundary: PageFailure,
          children: [
            { index: true, Component: OverviewPage },
            { lazy: antdPages, children: pages },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);
