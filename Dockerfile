# syntax=docker/dockerfile:1

# Built with everything, run with what production needs.
FROM node:22.23.3-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json nest-cli.json ./
COPY config config
COPY simulator simulator
COPY src src
COPY scripts scripts
COPY web web
RUN npm run build

FROM node:22.23.3-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:22.23.3-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY package.json ./
# For what a development process makes at random and keeps, whoever it runs as; the files are their owner's alone.
RUN mkdir -m 1777 .data
USER node
EXPOSE 3000
# The API answers here; the worker and the one-shot commands turn this check off or replace it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM finishes the requests in flight; node itself is process 1, so it is the one that hears it.
STOPSIGNAL SIGTERM
# Bounds the space for young objects (scripts/lib/server-flags.mjs).
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=150", "dist/src/main.js"]
