package io.jenkins.trainmodel.trainer.cli.engines;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.GpuWish;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.EngineRequest;
import io.jenkins.trainmodel.trainer.engine.EngineSurvey;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.Failure;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import io.jenkins.trainmodel.trainer.selftest.DeviceTrial;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Trains ten steps on every device of this machine, and compares what GPUs learn with what the CPU"
                + " learns.",
        footer = "%nExit codes: 0 all devices compute the same, 2 one does not or cannot be had.")
final class CheckCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec command;

    @Option(
            names = "--gpu",
            paramLabel = "N",
            description = "This GPU alone, counted from 0 as gpu:N of a specification.")
    private Optional<Integer> gpu = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<TrialRow> rows = new ArrayList<>();
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(command.commandLine().getErr(), bar, audience());
            if (gpu.isPresent()) {
                rows.add(trial("gpu:" + gpu.get(), numbered(gpu.get()), console));
            } else {
                rows.add(trial("cpu", DeviceSpec.of(DeviceSpec.Kind.CPU), console));
                rows.addAll(gpus(console));
            }
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(
                    Map.of("v", 1, "devices", rows.stream().map(TrialRow::json).toList())));
        } else {
            rows.forEach(row -> out.println(row.words(audience())));
        }
        out.flush();
        return rows.stream().allMatch(TrialRow::isGood) ? ExitCode.SUCCESS : ExitCode.WRONG_INPUT;
    }

    private Audience audience() {
        return Speaker.of(command).audience();
    }

    /** A process has one GPU for its life, so each is tried in a process of its own. */
    private List<TrialRow> gpus(RunListener listener) throws Exception {
        EngineSurvey survey = EngineSurvey.of(new EngineRequest(
                DeviceSpec.of(DeviceSpec.Kind.AUTO), LibraryRequest.of(DownloadListener.NONE), waiting -> {}));
        List<TrialRow> rows = new ArrayList<>();
        for (int number = 0; number < survey.gpus().size(); number++) {
            listener.preparing("trying gpu:" + number, Optional.empty());
            rows.add(new TrialProcess(number).run());
        }
        return rows;
    }

    private static TrialRow trial(String name, DeviceSpec device, RunListener listener) {
        try {
            return TrialRow.of(DeviceTrial.of(device, listener));
        } catch (Exception failure) {
            return TrialRow.failed(name, Failure.of(failure).reason());
        }
    }

    private static DeviceSpec numbered(int number) {
        GpuWish wish = new GpuWish(Optional.of(number), Optional.empty(), Duration.ofSeconds(1));
        return new DeviceSpec(DeviceSpec.Kind.GPU, wish, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
