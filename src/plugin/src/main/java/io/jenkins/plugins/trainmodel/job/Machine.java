package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.words.PlainText;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On what a finished run trained and what held it up, as the job's series remembers it.
 *
 * @param device such as {@code cpu} or {@code gpu2 (NVIDIA L4)}; empty where that is not known
 * @param processor of the host, with its cores; empty where that is not known
 * @param host the machine's name; empty where that is not known
 * @param replicas processes that trained together, at least 1
 * @param bottleneck in the event's word; empty where the run has told none
 * @param share of the epochs' time that it took, 0 to 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(isGetterVisibility = Visibility.NONE)
public record Machine(String device, String processor, String host, int replicas, String bottleneck, double share) {
    /** Of runs of which nothing is known, such as those of older versions. */
    static final Machine UNKNOWN = new Machine("", "", "", 1, "", 0);

    public Machine {
        device = PlainText.line(SeriesEntry.cut(device));
        processor = PlainText.line(SeriesEntry.cut(processor));
        host = PlainText.line(SeriesEntry.cut(host));
        replicas = Math.max(1, replicas);
        bottleneck = PlainText.line(SeriesEntry.cut(bottleneck));
        share = share >= 0 && share <= 1 ? share : 0;
    }

    static Machine of(MachineOfRun told) {
        return new Machine(
                told.device(),
                told.processor(),
                told.host(),
                told.replicas(),
                told.found().map(BottleneckFound::bottleneck).orElse(""),
                told.found().map(BottleneckFound::share).orElse(0.0));
    }

    boolean isKnown() {
        return !device.isEmpty();
    }

    boolean hasBottleneck() {
        return !bottleneck.isEmpty();
    }

    /**
     * Whether a run here and one there can be expected to be equally fast. Names of hosts tell nothing, since those of
     * containers are new every night, nor does the number of a GPU among others of its kind.
     */
    boolean isLike(Machine other) {
        return kind().equals(other.kind()) && processor.equals(other.processor) && replicas == other.replicas;
    }

    private String kind() {
        return device.replaceFirst("^gpu[0-9]+", "gpu");
    }

    /** The device, and how many processes trained on it. */
    String words() {
        return replicas == 1 ? device : Messages.Machine_processes(device, replicas);
    }

    /** The host and its processor, as far as they are known. */
    String place() {
        return Stream.of(host, processor).filter(known -> !known.isEmpty()).collect(Collectors.joining(", "));
    }
}
