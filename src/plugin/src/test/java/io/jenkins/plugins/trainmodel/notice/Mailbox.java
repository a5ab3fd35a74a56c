package io.jenkins.plugins.trainmodel.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.plugins.emailext.ExtendedEmailPublisherDescriptor;
import hudson.tasks.Mailer;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;

/** A mail server on this machine's loopback, to which Jenkins sends its mails, and what has arrived there. */
final class Mailbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    /** Makes both mail plugins send here. */
    void connect(Jenkins jenkins) {
        String port = Integer.toString(server.getSmtp().getPort());
        JenkinsLocationConfiguration.get().setAdminAddress("jenkins@example.org");
        Mailer.DescriptorImpl mailer = jenkins.getDescriptorByType(Mailer.DescriptorImpl.class);
        mailer.setSmtpHost("127.0.0.1");
        mailer.setSmtpPort(port);
        ExtendedEmailPublisherDescriptor extended = jenkins.getDescriptorByType(ExtendedEmailPublisherDescriptor.class);
        extended.setSmtpServer("127.0.0.1");
        extended.setSmtpPort(port);
    }

    /** Waits for so many mails, and returns them in the order in which they came. */
    List<MimeMessage> await(int count) {
        if (!server.waitForIncomingEmail(20_000, count)) {
            throw new AssertionError("only %d mails came".formatted(server.getReceivedMessages().length));
        }
        return List.of(server.getReceivedMessages());
    }

    /** All parts that are no containers. */
    static List<Part> parts(Part part) throws Exception {
        List<Part> parts = new ArrayList<>();
        if (part.getContent() instanceof Multipart container) {
            for (int i = 0; i < container.getCount(); i++) {
                BodyPart inner = container.getBodyPart(i);
                parts.addAll(parts(inner));
            }
        } else {
            parts.add(part);
        }
        return parts;
    }

    /** The first part of this kind. */
    static Optional<Part> part(Part mail, String type) throws Exception {
        for (Part part : parts(mail)) {
            if (part.isMimeType(type)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop();
    }
}
