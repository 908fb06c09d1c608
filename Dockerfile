# Codex in one image: built with Maven, run by an unprivileged user. The database comes from DATABASE_URL, or is the
# embedded one in the volume /data. Verifying and hosting need user namespaces: see README.md, "In a container".
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -ntp -q -Dquick dependency:go-offline || true
COPY src src
COPY templates templates
COPY static static
COPY prompts prompts
COPY db db
RUN mvn -B -ntp -q -Dquick -DskipTests package

FROM eclipse-temurin:25-jdk
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home codex && mkdir /data && chown codex /data
WORKDIR /opt/codex
COPY --from=build /build/target/codex-1.0.0-SNAPSHOT.jar codex.jar
COPY --from=build /build/target/lib lib
COPY --from=build /build/target/app-lib app-lib
COPY prompts prompts
USER codex
ENV CODEX_HOME=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD curl -fsS http://localhost:8080/health/live || exit 1
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-jar", "codex.jar"]
