package io.jenkins.trainmodel.trainer.waiting;

/** Lets the threads of the engine wait in another way, from now on. Results are the same, to the bit. */
public interface WaitingSwitch {
    void use(WaitingMode mode);
}
