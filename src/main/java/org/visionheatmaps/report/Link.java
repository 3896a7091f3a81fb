package org.visionheatmaps.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Links that do nothing but show where something lies. */
final class Link {
    private static final Set<String> SCHEMES = Set.of("file", "http", "https");

    private Link() {}

    /** The address if a browser can open it and it is no script; otherwise null. */
    static String of(String address) {
        if (address == null) {
            return null;
        }
        try {
            URI uri = new URI(address);
            boolean isOpenable = uri.getScheme() == null || SCHEMES.contains(uri.getScheme());
            return isOpenable ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A path in the folder of a page as a link: no part of it is taken for a scheme, a host or a query. */
    static String toPath(String path) {
        try {
            return "./" + new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
