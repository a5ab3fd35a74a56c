package io.jenkins.plugins.trainmodel.delivery;

import java.net.InetAddress;

/** A receiver that is not on the public Internet, where the global configuration does not allow it. */
public final class ForbiddenAddressException extends Exception {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host, InetAddress address) {
        super("%s is at %s, which is no public address, and the global configuration allows no other"
                .formatted(host, address.getHostAddress()));
    }
}
