package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.collective.Collective;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclException;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclLibrary;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclSum;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings the GPUs of several processes together, so that their gradients need no way through the host's memory. All of them do it, or
 * none: one that added up in another way would wait for ever.
 *
 * @param timeout after which a process that does not answer is taken for lost
 */
record GpuMeeting(SharedMemoryCollective collective, Duration timeout) {
    /** NCCL looks at all ways between the GPUs first, which takes seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String ELSEWHERE = "another replica could not";

    /** The library of the engine of this process; where there is none, why. */
    record Found(Optional<NcclLibrary> library, String problem) {
        static Found of(Path libtorch) {
            try {
                return new Found(Optional.of(NcclLibrary.of(libtorch)), "");
            } catch (NcclException none) {
                return new Found(Optional.empty(), none.getMessage());
            }
        }
    }

    /**
     * To be called by all at the same time.
     *
     * @param id of NCCL, which rank 0 has made; of the others what they have is replaced
     * @return why gradients go through the host's memory; empty where they do not
     */
    Optional<String> meet(Found found, byte[] id) {
        collective.broadcast(ByteBuffer.wrap(id), Collective.Patience.BOUNDED);
        if (!all(found.library().isPresent())) {
            return Optional.of(found.library().isPresent() ? ELSEWHERE : found.problem());
        }
        return join(found.library().get(), id);
    }

    private Optional<String> join(NcclLibrary library, byte[] id) {
        Optional<NcclSum> sum = Optional.empty();
        String problem = ELSEWHERE;
        try {
            sum = Optional.of(NcclSum.join(
                    library,
                    id,
                    collective.rank(),
                    collective.size(),
                    timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST,
                    collective::requireOthers));
        } catch (NcclException failure) {
            problem = failure.getMessage();
        }
        boolean all = all(sum.isPresent());
        if (!all) {
            sum.ifPresent(NcclSum::close);
            return Optional.of(problem);
        }
        collective.addUpOnDevice(sum.get());
        return Optional.empty();
    }

    private boolean all(boolean here) {
        double[] able = {here ? 1 : 0};
        collective.sum(able);
        return able[0] == collective.size();
    }
}
