package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import picocli.CommandLine.Option;

/** What a command computes on that has no specification of its own. */
public final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu for one that nobody uses, or gpu:2 for the one of that number (default"
                    + " ${DEFAULT-VALUE}). A GPU is taken as a run takes it.")
    private String device;

    /** @throws WrongInputException if it is no device */
    public DeviceSpec asked() {
        return DeviceSpec.named(device)
                .orElseThrow(() -> new WrongInputException(
                        "--device: found %s; allowed: auto, cpu, gpu, gpu:0, gpu:1, …".formatted(device)));
    }
}
