package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.ClaimRefusedException;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.run.RunLockedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Claims the directory for a run. The answer is what was found, in the word of {@link RunClaim.Found}, or {@link #REFUSED},
 * and a sentence for people.
 *
 * @param workspace the directory that the run must not leave
 * @param owner which run of which build this is
 * @param resume whether an earlier try of this owner goes on
 */
record PrepareDirectory(String workspace, String owner, boolean resume)
        implements ControllerToAgentFileCallable<String[]> {
    static final String REFUSED = "REFUSED";

    private static final String OTHER_DIRECTORY =
            " Runs that train at the same time need directories of their own: give one of them another `name` or"
                    + " `out`.";

    @Override
    public String[] invoke(File directory, VirtualChannel channel) throws IOException {
        Optional<String> refusal = new Confinement(Path.of(workspace)).refusal(directory.toPath());
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        try {
            RunClaim claim = RunClaim.claim(directory.toPath(), owner, resume, Clock.systemUTC());
            return new String[] {claim.found().name(), claim.sentence()};
        } catch (RunLockedException e) {
            return refused(e.getMessage() + OTHER_DIRECTORY);
        } catch (ClaimRefusedException e) {
            return refused(e.getMessage());
        }
    }

    private static String[] refused(String why) {
        return new String[] {REFUSED, why};
    }
}
