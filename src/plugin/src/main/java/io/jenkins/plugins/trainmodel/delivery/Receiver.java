package io.jenkins.plugins.trainmodel.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a report is sent: an address of a web server that holds no name and no password. */
public record Receiver(URI uri) {
    private static final int LONGEST = 2000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none that a report can be sent to; the message says what is allowed
     */
    public static Receiver of(String url) {
        try {
            URI uri = new URI(url.strip()).parseServerAuthority();
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.toASCIIString().length() <= LONGEST) {
                return new Receiver(uri);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(refusal(url), e);
        }
        throw new IllegalArgumentException(refusal(url));
    }

    /** What messages say is allowed. */
    public static String allowed() {
        return Messages.Receiver_allowed();
    }

    private static String refusal(String url) {
        return Messages.Receiver_found(url.strip(), allowed());
    }

    public boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** The server's name, or its address without brackets. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : isSecure() ? HTTPS : HTTP;
    }

    /** Path and query, as the first line of a request has it. */
    public String target() {
        String ascii = URI.create(uri.toASCIIString()).getRawPath();
        String query = URI.create(uri.toASCIIString()).getRawQuery();
        return (ascii.isEmpty() ? "/" : ascii) + (query == null ? "" : "?" + query);
    }

    /** Host and port as the header has them. */
    public String authority() {
        return uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
    }

    /** For people. Path and query often are the key to the receiver, so they are not told. */
    public String words() {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + authority();
    }
}
