package io.jenkins.plugins.trainmodel.webhook;

import hudson.util.Secret;
import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.plugins.trainmodel.delivery.PublicAddresses;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a report as the configuration says now: to receivers that it still has, signed with the secret that it names. */
final class WebhookSender implements DeliveryQueue.Sender {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final String PREFIX = "X-Train-Model-";

    private final ReportPost post;

    WebhookSender(TrainingThreads threads) {
        this.post = new ReportPost(threads, CONNECTING, WHOLE);
    }

    @Override
    public Answer send(Delivery delivery, byte[] report) {
        Optional<Webhook> hook = WebhookConfiguration.get().receiver(delivery.url());
        if (hook.isEmpty()) {
            return new Answer(
                    Answer.Fate.REFUSED, "not sent, since the global configuration has no such receiver any more");
        }
        String secretId = hook.get().getSecretId();
        Optional<Secret> secret = SecretSource.find(secretId);
        if (!secretId.isEmpty() && secret.isEmpty()) {
            return new Answer(
                    Answer.Fate.AGAIN,
                    "not sent, since there is no secret text \"%s\" to sign it with".formatted(secretId));
        }
        return send(Receiver.of(delivery.url()), headers(delivery, report, secret), report);
    }

    private Answer send(Receiver receiver, Map<String, String> headers, byte[] report) {
        try {
            return Answer.of(post.send(receiver, addresses(receiver.host()), headers, report));
        } catch (ForbiddenAddressException e) {
            return new Answer(Answer.Fate.REFUSED, "not sent: " + e.getMessage());
        } catch (UnknownHostException e) {
            return new Answer(Answer.Fate.AGAIN, "nobody knows the host " + receiver.host());
        } catch (IOException e) {
            return new Answer(Answer.Fate.AGAIN, String.valueOf(e.getMessage()));
        }
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException, ForbiddenAddressException {
        return WebhookConfiguration.get().isPrivateAddressesAllowed()
                ? List.of(InetAddress.getAllByName(host))
                : PublicAddresses.of(host);
    }

    private static Map<String, String> headers(Delivery delivery, byte[] report, Optional<Secret> secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Jenkins-Train-Model");
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put(PREFIX + "Event", "finished");
        headers.put(PREFIX + "Delivery", delivery.id());
        headers.put(PREFIX + "Attempt", Integer.toString(delivery.attempts() + 1));
        headers.put(PREFIX + "Page", delivery.page());
        secret.ifPresent(key -> headers.put(PREFIX + "Signature-256", Signature.of(report, key.getPlainText())));
        return headers;
    }
}
