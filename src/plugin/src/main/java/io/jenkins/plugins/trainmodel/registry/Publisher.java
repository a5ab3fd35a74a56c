package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.plugins.trainmodel.delivery.Delivery;
import io.jenkins.plugins.trainmodel.delivery.DeliveryQueue;
import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.plugins.trainmodel.delivery.Receiver;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the registry say of a run what its job says now: a champion is there, with the alias, and one that is champion no
 * more has it no more. So a delivery that comes late, or twice, or after another one, does no harm.
 */
record Publisher(Servers servers) implements DeliveryQueue.Sender {
    private static final String DIRECTORY = "model";

    @Override
    public Answer send(Delivery delivery, byte[] nothing) throws InterruptedException {
        MlflowConfiguration configuration = MlflowConfiguration.get();
        if (!configuration.getUrl().equals(delivery.url())) {
            return new Answer(
                    Answer.Fate.REFUSED, "not published, since the global configuration names another server or none");
        }
        return servers.ask(
                Receiver.of(delivery.url()),
                configuration.getCredentialsId(),
                configuration.isPrivateAddressesAllowed(),
                server -> settle(delivery, server));
    }

    private static String settle(Delivery delivery, MlflowServer server)
            throws IOException, InterruptedException, ForbiddenAddressException, PackageException {
        Promoted promoted =
                Promoted.find(delivery).orElseThrow(() -> new PackageException("its job knows this run no more"));
        String model = promoted.modelName(MlflowConfiguration.get().getModelName());
        PublishedRun run = PublishedRun.read(promoted.eventLog()).tagged(promoted.tags(delivery));
        if (promoted.isChampion()) {
            return publish(promoted, run, model, server);
        }
        Optional<String> version = new RegisteredModels(server).dethrone(model, run.id());
        return version.map(number -> "version %s of \"%s\" is not its champion any more".formatted(number, model))
                .orElse("it is not the champion any more, and the registry does not say so either");
    }

    private static String publish(Promoted promoted, PublishedRun run, String model, MlflowServer server)
            throws IOException, InterruptedException, ForbiddenAddressException, PackageException {
        TrackedRuns runs = new TrackedRuns(server);
        TrackedRuns.Entry entry = runs.enter(promoted.job(), run);
        String artifacts = entry.artifacts()
                .orElseThrow(() -> new PackageException("the server does not take artifacts itself:"
                        + " it has to be started with --serve-artifacts when its experiment is created"));
        runs.log(entry, run);
        promoted.modelPackage()
                .send((path, file, bytes) -> server.put(artifacts + "/" + DIRECTORY + "/" + path, file, bytes));
        runs.finish(entry, run.end());
        RegisteredModels models = new RegisteredModels(server);
        String version = models.enter(model, entry, entry.artifactUri() + "/" + DIRECTORY);
        models.crown(model, version);
        return "version %s of \"%s\" is its champion".formatted(version, model);
    }
}
