package io.jenkins.trainmodel.trainer.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.trainmodel.trainer.profile.Roofline.Passage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of a network on a machine, each of them alone.
 *
 * @param device where they were run
 * @param engine the engine with its version
 * @param threads of the engine on the CPU
 * @param precision float32, tf32 or bfloat16
 * @param samples of the batch
 * @param roofline what the device can do in this precision
 * @param peaksMeasuredAt when that was measured
 * @param layers in the order of the network
 * @param step a batch through the whole network, as a run trains it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LayersProfile(
        String device,
        String engine,
        int threads,
        String precision,
        int samples,
        Roofline roofline,
        Instant peaksMeasuredAt,
        List<Layer> layers,
        Step step) {

    /**
     * A layer, as far as a network can be cut: a block is one.
     *
     * @param name where it stands in the network
     * @param kind what it is
     * @param output shape of what one sample becomes
     * @param parameters how many numbers it has
     * @param goesBack whether training goes back through it
     * @param backward empty where it does not, or in so little time that it cannot be told from noise
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Layer(
            String name,
            String kind,
            List<Integer> output,
            long parameters,
            boolean goesBack,
            Passage forward,
            Optional<Passage> backward) {
        /** Both ways. */
        public double seconds() {
            return forward.seconds() + backward.map(Passage::seconds).orElse(0.0);
        }
    }

    /**
     * Seconds of a batch with all that a step has.
     *
     * @param phases seconds by phase: transfer, forward, backward, update. Of a GPU none: they would tell when work was launched
     */
    public record Step(double seconds, Map<String, Double> phases) {}

    /** Of all layers, both ways. */
    public double seconds() {
        return layers.stream().mapToDouble(Layer::seconds).sum();
    }

    /** The same with the layers that take most of the time first. */
    public LayersProfile slowestFirst() {
        return new LayersProfile(
                device,
                engine,
                threads,
                precision,
                samples,
                roofline,
                peaksMeasuredAt,
                layers.stream()
                        .sorted(Comparator.comparingDouble(Layer::seconds).reversed())
                        .toList(),
                step);
    }
}
