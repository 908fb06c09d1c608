package app.platform.net;

import java.net.URI;

/**
 * What an address of the web answered with.
 *
 * @param address where it came from in the end, after redirects
 * @param mediaType in lower case without parameters; empty where none was told
 * @param charset as told with the media type; empty where none was
 */
public record Fetched(URI address, String mediaType, String charset, byte[] bytes) {}
