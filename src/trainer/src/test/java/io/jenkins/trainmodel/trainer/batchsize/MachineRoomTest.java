package io.jenkins.trainmodel.trainer.batchsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import org.junit.jupiter.api.Test;

class MachineRoomTest {
    private final MachineRoom room = room(1);

    private static MachineRoom room(int replicas) {
        return new MachineRoom(new MachineMemory(2000, 1000), replicas, 100, samples -> 10.0 * samples);
    }

    @Test
    void shouldShareTheMachineAmongReplicas() {
        assertThat(room(2).has(35)).isTrue();
        assertThat(room(2).has(36)).isFalse();
    }

    @Test
    void shouldLeaveAShareOfWhatIsAvailable() {
        assertThat(room.has(70)).isTrue();
        assertThat(room.has(71)).isFalse();
    }

    @Test
    void shouldLearnFromWhatBatchesHaveTaken() {
        room.took(8, 260);

        assertThat(room.has(35)).isTrue();
        assertThat(room.has(36)).isFalse();
    }

    @Test
    void shouldNotTrustATrialThatTookLessThanIsReckoned() {
        room.took(8, 100);

        assertThat(room.has(71)).isFalse();
    }
}
