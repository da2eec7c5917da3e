# Tabserve on Node, without a shell, a package manager or npm in the final image.
# Another base: --build-arg NODE_IMAGE=… (for a release: the same name with @sha256:…).
# No stage runs a program of the target platform, so arm64 builds on amd64 need no emulation.
ARG NODE_IMAGE=docker.io/library/node:26-bookworm-slim

FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY build ./build
COPY src ./src
COPY web ./web
COPY model ./model
RUN npm run build && find dist -name '*.map' -delete && chmod -R a+rX,go-w dist model

# Production dependencies of the target platform, less what only weighs.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS modules
ARG TARGETARCH=amd64
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm \
    case "$TARGETARCH" in amd64) cpu=x64 ;; *) cpu=$TARGETARCH ;; esac \
    && npm ci --omit=dev --os=linux --cpu="$cpu" --libc=glibc \
    && rm -rf node_modules/.bin node_modules/typescript node_modules/@libsql/*-musl node_modules/onnxruntime-node/script \
    && find node_modules/onnxruntime-node/bin -type f ! -path "*/linux/$cpu/*" -delete \
    && find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' \
        -o -iname '*.md' ! -iname '*licen[cs]e*' \) -delete \
    && find node_modules -mindepth 2 -maxdepth 3 -type d -name test -prune -exec rm -rf {} + \
    && find node_modules -type d -empty -delete \
    && test -f node_modules/onnxruntime-node/bin/napi-v*/linux/"$cpu"/onnxruntime_binding.node
COPY LICENSE ./
RUN rm .npmrc package-lock.json && chmod -R a+rX,go-w .

# The few Debian packages that Node needs, with their records, so that scanners see them.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS debian
ARG TARGETARCH=amd64
WORKDIR /packages
RUN dpkg --add-architecture "$TARGETARCH" && apt-get update -qq \
    && for package in base-files gcc-12-base libatomic1 libc6 libgcc-s1 libstdc++6 tini; do \
        apt-get download -qq -o APT::Sandbox::User=root "$package:$TARGETARCH" || exit 1; \
    done
RUN mkdir -p /rootfs/var/lib/dpkg/status.d /owned/data \
    && for file in *.deb; do \
        dpkg -x "$file" /rootfs \
        && dpkg -f "$file" > "/rootfs/var/lib/dpkg/status.d/$(dpkg -f "$file" Package)" || exit 1; \
    done \
    && mkdir -p /rootfs/app && ln -s /data /rootfs/app/data \
    && rm -rf /rootfs/usr/lib/*/gconv /rootfs/usr/share/man /rootfs/usr/share/gdb /rootfs/usr/share/lintian \
        /rootfs/usr/bin/tini-static /rootfs/etc/update-motd.d \
    && echo 'hosts: files dns' > /rootfs/etc/nsswitch.conf \
    && echo 'tabserve:x:65532:65532::/tmp:/sbin/nologin' > /rootfs/etc/passwd \
    && echo 'tabserve:x:65532:' > /rootfs/etc/group

FROM ${NODE_IMAGE} AS node

FROM scratch
COPY --from=debian /rootfs/ /
COPY --from=debian --chown=65532:65532 /owned/ /
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=modules /app /app
COPY --from=build /app/model /app/model
COPY --from=build /app/dist /app/dist

ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Tabserve" \
      org.opencontainers.image.description="Serves tabular ONNX models over REST and remembers every answer." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

# The ONNX runtime would report usage to its maker; nothing here does.
# Others reach this HOST, so nothing starts until ACCESS says who of them may; no default is safe.
# What else is a default stays one, since SageMaker has others: port 8000, /app/model, /app/data.
ENV PATH=/usr/local/bin:/usr/bin \
    NODE_ENV=production \
    ORT_DISABLE_TELEMETRY=1 \
    HOST=0.0.0.0
WORKDIR /app
USER 65532:65532
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8000}/health/live`, { signal: AbortSignal.timeout(2500) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The command `tabserve`; without a word it serves.
ENTRYPOINT ["tini", "--", "node", "/app/dist/main.js"]
