package codex.hosting;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * What hosting needs to know of the place it runs at.
 *
 * @param libraries the jars that developed apps use
 * @param secret what the applications' own secrets are derived from, so that they survive a restart
 * @param baseUrl how browsers reach Codex; applications answer below {@code apps.} of its host
 * @param port where this process serves pages, for the smoke call
 * @param jdbcUrl of the server's own database
 */
public record HostingSettings(Path libraries, String secret, URI baseUrl, IntSupplier port, String jdbcUrl) {}
