package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has come to.
 *
 * @param outcome success, unstable, failure or aborted
 * @param reason one sentence for people
 * @param firedRules the names of the rules that fired, the deciding one first
 * @param epochs complete epochs
 * @param bestEpoch the epoch of the best checkpoint, 0 where there is none
 * @param seconds training time over all resumes
 * @param last the metrics of the last complete epoch
 * @param best the best value of every metric whose direction is known
 * @param kept the model that was kept, and its gates
 * @param failedDevice what kept the device from computing on, where that ended the run
 * @param machine on what it trained, and what held it up
 */
public record RunResult(
        String outcome,
        String reason,
        List<String> firedRules,
        int epochs,
        int bestEpoch,
        double seconds,
        Map<String, Double> last,
        Map<String, Double> best,
        KeptModel kept,
        Optional<FailedDevice> failedDevice,
        MachineOfRun machine) {
    public RunResult {
        firedRules = List.copyOf(firedRules);
        last = Map.copyOf(last);
        best = Map.copyOf(best);
    }

    /** Whether later runs may take it for their reference: the outcome is success, and every gate held. */
    public boolean accepted() {
        return outcome.equals(Outcome.SUCCESS.word()) && failedGates().isEmpty();
    }

    /** The gates that did not hold. */
    public List<GateVerdict> failedGates() {
        return kept.gates().stream().filter(gate -> !gate.held()).toList();
    }
}
