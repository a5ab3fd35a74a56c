package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Has conversations with servers, each over connections of its own, and says what came of them.
 *
 * @param patience how long a small answer may take
 */
record Servers(TrainingThreads threads, Duration patience) {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /** Asks one thing after the other. */
    @FunctionalInterface
    interface Conversation {
        /** What came of it, for people, without a full stop. */
        String with(MlflowServer server)
                throws IOException, InterruptedException, ForbiddenAddressException, PackageException;
    }

    /**
     * Asks a server.
     *
     * @param credentialsId of what to log in with, empty for nothing
     */
    Answer ask(Receiver receiver, String credentialsId, boolean privateAddressesAllowed, Conversation conversation)
            throws InterruptedException {
        Optional<String> authorization = LoginSource.find(credentialsId);
        if (!credentialsId.isEmpty() && authorization.isEmpty()) {
            return new Answer(
                    Answer.Fate.AGAIN,
                    "not asked, since there is no credential \"%s\" to log in with".formatted(credentialsId));
        }
        Exchanges exchanges = new Exchanges(threads, CONNECTING);
        return ask(
                new MlflowServer(exchanges, receiver, authorization, privateAddressesAllowed, patience), conversation);
    }

    private static Answer ask(MlflowServer server, Conversation conversation) throws InterruptedException {
        try {
            return new Answer(Answer.Fate.ARRIVED, conversation.with(server));
        } catch (PackageException e) {
            return new Answer(Answer.Fate.REFUSED, "not published: " + e.getMessage());
        } catch (ForbiddenAddressException e) {
            return new Answer(Answer.Fate.REFUSED, "not asked: " + e.getMessage());
        } catch (MlflowException e) {
            return new Answer(e.fate(), String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return new Answer(
                    Answer.Fate.AGAIN,
                    "nobody knows the host " + server.receiver().host());
        } catch (IOException e) {
            return new Answer(Answer.Fate.AGAIN, String.valueOf(e.getMessage()));
        }
    }
}
