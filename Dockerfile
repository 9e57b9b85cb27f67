# One image, every role: `start` (all in one, with its own PostgreSQL under /data), `bots`, `workers`, `migrate` …
FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 TUPPENCE_DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY core core
COPY bots bots
COPY workers workers
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bots/cli/tuppence.js"]
CMD ["start"]
