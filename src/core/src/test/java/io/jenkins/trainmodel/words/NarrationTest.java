package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NarrationTest {
    private static TrainingEvent.Epoch epoch(int number, double seconds, int bestEpoch, int planned) {
        return new TrainingEvent.Epoch(
                number,
                45L * number,
                seconds,
                Map.of("train/loss", 0.5, "validation/loss", 0.25),
                Map.of(),
                Optional.of(42.0),
                Optional.of(new Best("validation/loss", bestEpoch, 0.25)),
                Optional.of(planned),
                Optional.empty());
    }

    private static Conclusion.Finished finished(int epochs, String reason) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                reason,
                List.of(),
                epochs,
                45L * epochs,
                7.5,
                Map.of(),
                Optional.of(new Best("validation/loss", 3, 0.25)),
                Optional.of("model"),
                false,
                Optional.of(epochs),
                Optional.empty());
    }

    private static List<String> tell(List<? extends TrainingEvent> events) {
        Narration narration = new Narration();
        return events.stream().flatMap(event -> narration.tell(event).stream()).toList();
    }

    private static List<Integer> toldEpochs(List<? extends TrainingEvent> events) {
        return tell(events).stream()
                .filter(line -> line.startsWith("epoch "))
                .map(line -> Integer.parseInt(line.replaceAll("epoch (\\d+).*", "$1")))
                .toList();
    }

    @Test
    void shouldTellHowItBegins() {
        assertThat(tell(List.of(EventSamples.started())))
                .containsExactly(
                        "training 17,226 parameters on 1,437 samples (360 more for validation), on cpu",
                        "an epoch has 45 steps; values in parentheses are of validation samples");
    }

    @Test
    void shouldTellInHowManyProcessesItTrains() {
        TrainingEvent.Started one = EventSamples.started();
        TrainingEvent.Started two = new TrainingEvent.Started(
                one.runId(),
                one.name(),
                one.specification(),
                Map.of(
                        "device",
                        "gpu0,1 (NVIDIA L4)",
                        TrainingEvent.Started.REPLICAS,
                        "2",
                        StartWords.GRADIENTS,
                        "gradients are added up by NCCL 2.26.2 (/lib/libnccl.so.2)"),
                one.trainSamples(),
                one.validationSamples(),
                one.stepsPerEpoch(),
                one.plannedEpochs(),
                one.parameters(),
                one.flopPerStep(),
                one.trained());

        assertThat(tell(List.of(two)))
                .anyMatch(line -> line.endsWith(", on gpu0,1 (NVIDIA L4) in 2 processes"))
                .contains("gradients are added up by NCCL 2.26.2 (/lib/libnccl.so.2)");
    }

    @Test
    void shouldTellEveryEpochOfAShortOrSlowRun() {
        List<TrainingEvent.Epoch> quick = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> epoch(i, i / 10.0, 1, 20))
                .toList();
        List<TrainingEvent.Epoch> slow = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> epoch(i, i * 61.0, 1, 300))
                .toList();

        assertThat(toldEpochs(quick)).hasSize(20);
        assertThat(toldEpochs(slow)).hasSize(300);
    }

    @Test
    void shouldTellEverFewerEpochsOfALongQuickRunAndItsLast() {
        List<TrainingEvent.Epoch> run = IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> epoch(i, i / 1000.0, i, 20_000))
                .toList();

        List<Integer> told = toldEpochs(run);

        assertThat(told.size()).isBetween(100, 400);
        assertThat(told).startsWith(1, 2, 3).contains(20_000);
    }

    @Test
    void shouldTellABestEpochSooner() {
        assertThat(toldEpochs(steadyUntil(99))).doesNotContain(99);
        assertThat(toldEpochs(steadyUntil(99, 99))).contains(99);
    }

    /** Epochs that are best where it says so; the end is far away. */
    private static List<TrainingEvent.Epoch> steadyUntil(int last, int... best) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(i -> epoch(i, 0.001 * i, IntStream.of(best).anyMatch(b -> b == i) ? i : 1, 1000))
                .toList();
    }

    @Test
    void shouldTellTheNewestEpochBeforeWhatFollowsIt() {
        List<TrainingEvent> run = new ArrayList<>(steadyUntil(99));
        run.add(finished(99, "stopped by ada; the model is kept"));

        List<String> told = tell(run);

        assertThat(told.get(told.size() - 3)).startsWith("epoch 99/1000");
        assertThat(told.subList(told.size() - 2, told.size()))
                .containsExactly(
                        "Stopped after 99 epochs of at most 1,000 and 7.5 s of training, outcome success."
                                + " Stopped by ada; the model is kept.",
                        "Best validation loss: 0.25 in epoch 3. The model is that of epoch 99.");
    }

    @Test
    void shouldTellWhatTheRunHasCostAtItsEnd() {
        Narration narration = new Narration();
        narration.tell(EventSamples.record(1, EventSamples.started()));
        narration.tell(EventSamples.record(
                2, new TrainingEvent.Telemetry(1, Map.of("process/seconds", 3600.0, "process/cpuSeconds", 7200.0))));

        List<String> told = narration.tell(EventSamples.record(3, finished(9, "stopped by ada")));

        assertThat(told).last().isEqualTo("Used 2 CPU-hours.");
    }

    @Test
    void shouldTellTheEpochAfterAChange() {
        List<TrainingEvent> run = new ArrayList<>(steadyUntil(97));
        run.add(new Intervention.HyperparameterChanged("training.gradientClip", "1.0", "0.5", "ana", 97, 4365));
        run.add(epoch(98, 0.098, 1, 1000));

        assertThat(toldEpochs(run)).contains(98);
        assertThat(tell(run)).contains("training.gradientClip changed from 1.0 to 0.5 by ana");
    }

    @Test
    void shouldFollowThePlanThatIsInForce() {
        List<String> told = tell(List.of(
                epoch(5, 5, 1, 5),
                new TrainingEvent.Resumed("000005", 5, 225, 5, true, Map.of(), Optional.of(10)),
                epoch(6, 6, 1, 10),
                finished(6, "stopped by ada")));

        assertThat(told.get(1)).startsWith("resumed from checkpoint 000005: 5 epochs, 225 steps and 5 s of training");
        assertThat(told.get(2)).startsWith("epoch 6/10 ");
        assertThat(told.get(3)).startsWith("Stopped after 6 epochs of at most 10 ");
    }

    @Test
    void shouldSayThatAProgramHasToldOfNoCheckpointWhereItGoesOn() {
        TrainingEvent.Resumed resumed = new TrainingEvent.Resumed("none", 5, 225, 5, false, Map.of(), Optional.empty());

        assertThat(tell(List.of(resumed)))
                .containsExactly("resumed, and the program has told of no checkpoint: 5 epochs, 225 steps and 5 s of"
                        + " training are done");
    }

    @Test
    void shouldNotPlanFewerEpochsThanThereWere() {
        TrainingEvent.Resumed resumed =
                new TrainingEvent.Resumed("000005", 5, 225, 5, true, Map.of(), Optional.empty());
        TrainingEvent.Epoch sixth = new TrainingEvent.Epoch(
                6, 270, 6, Map.of("train/loss", 0.5), Map.of(), Optional.empty(), Optional.empty());

        assertThat(tell(List.of(epoch(5, 5, 1, 5), resumed, sixth, finished(6, "over"))))
                .anyMatch(line -> line.startsWith("epoch 6  "))
                .anyMatch(line -> line.startsWith("Stopped after 6 epochs and "));
    }

    @Test
    void shouldSayTheSameToWhoeverReadsTheLogAgain() {
        List<TrainingEvent> run = new ArrayList<>(steadyUntil(700, 33, 340, 650));
        Narration restarted = new Narration();

        List<String> before = run.subList(0, 350).stream()
                .flatMap(e -> restarted.tell(e).stream())
                .toList();
        Narration again = new Narration();
        run.subList(0, 350).forEach(again::tell);
        List<String> after = run.subList(350, 700).stream()
                .flatMap(e -> again.tell(e).stream())
                .toList();

        assertThat(IntStream.range(0, before.size() + after.size())
                        .mapToObj(i -> i < before.size() ? before.get(i) : after.get(i - before.size())))
                .containsExactlyElementsOf(tell(run));
    }

    @Test
    void shouldTellTheEndWhileItHappensAndAFailure() {
        assertThat(tell(List.of(
                        new Conclusion.Ending(EndingPhase.STOPPING, "stopped by ada", 2, 80),
                        new Conclusion.Ending(EndingPhase.PACKAGING, "stopped by ada", 2, 80),
                        new Conclusion.Failed("data.path: iris.csv does not exist", FailureKind.DATA, 2))))
                .containsExactly(
                        "stopping after this step: stopped by ada",
                        "packaging the model",
                        "error: data.path: iris.csv does not exist");
    }

    @Test
    void shouldSayNothingOfReadingsAndOrdinaryCheckpoints() {
        assertThat(tell(List.of(
                        EventSamples.step(1, 10),
                        new TrainingEvent.CheckpointSaved("000003", 3, 135, "epoch", 1, 1, false, List.of()))))
                .isEmpty();
    }

    @Test
    void shouldLetNoTextOfALogReachTheTerminalAsItIs() {
        String hostile = "a\u001b[31mred\r\nsecond line\u202Eturned\u2028" + "x".repeat(3000);
        List<String> told = tell(List.of(
                new TrainingEvent.Warning("w", hostile),
                new Intervention.CommandApplied("1", hostile, false, hostile, 1, 10),
                new Conclusion.Failed(hostile, FailureKind.DATA, 2),
                finished(3, hostile),
                new TrainingEvent.Epoch(
                        1, 1, 1, Map.of("train/" + hostile, 1.0), Map.of(), Optional.empty(), Optional.empty())));

        assertThat(told)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("[\\p{Cc}\u2028\u202E]")
                        .hasSizeLessThan(2000));
    }

    @Test
    void shouldTellTheLossOfARunThatEndsWithinItsFirstEpoch() {
        TrainingEvent.Step early = new TrainingEvent.Step(1, 10, 1, Map.of("train/loss", 0.75, "gradient/norm", 2.0));
        TrainingEvent.Step late = new TrainingEvent.Step(1, 20, 2, Map.of("train/loss", 0.5));

        assertThat(tell(List.of(early, late, finished(0, "a person"))))
                .startsWith("step 20: training loss 0.5")
                .doesNotContain("step 10: training loss 0.75");
        TrainingEvent.Step second = new TrainingEvent.Step(2, 60, 3, Map.of("train/loss", 0.25));
        assertThat(tell(List.of(early, epoch(1, 1, 1, 9), second, finished(1, "a person"))))
                .noneMatch(line -> line.startsWith("step "));
    }

    @Test
    void shouldNotSayThatNoTimeIsLeft() {
        TrainingEvent.Epoch last = new TrainingEvent.Epoch(
                9,
                90,
                1,
                Map.of("train/loss", 0.5),
                Map.of(),
                Optional.of(0.0),
                Optional.empty(),
                Optional.of(9),
                Optional.of("maxEpochs"));

        assertThat(tell(List.of(last))).singleElement().asString().doesNotContain("left");
    }
}
