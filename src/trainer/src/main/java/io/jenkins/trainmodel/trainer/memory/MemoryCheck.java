package io.jenkins.trainmodel.trainer.memory;

import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;

/**
 * What a training wants of a machine's memory, looked at before it begins. An operating system promises more memory than it has, and
 * ends the process that uses it without a word.
 */
public record MemoryCheck(MachineMemory machine, MemoryAccount account) {
    /** That of the machine as it is now. */
    public static MemoryCheck now(MemoryAccount account) {
        return new MemoryCheck(MachineMemory.now(), account);
    }

    /** Where what every batch needs is more than all that there is: no run can end well. */
    public Optional<Shortage> shortage() {
        return account.state() <= machine.total()
                ? Optional.empty()
                : Optional.of(new Shortage(
                        "parameters, gradients and optimizer state alone take " + Quantity.bytes(account.state()),
                        machine.words()));
    }

    /** Where a step takes more than all that there is, by reckoning. */
    public Optional<Shortage> shortageOfStep() {
        return account.total() <= machine.total()
                ? Optional.empty()
                : Optional.of(new Shortage(
                        "a step takes " + Quantity.bytes(account.total()) + " by reckoning", machine.words()));
    }

    /** Where a batch wants more than is available; in one sentence, since it is reckoned, and others may give theirs back. */
    public Optional<String> warning() {
        return account.activations() + account.batch() <= machine.available()
                ? Optional.empty()
                : Optional.of(
                        "by reckoning the activations of a batch take %s; %s, and the system may end this process without a word. What helps: %s"
                                .formatted(
                                        Quantity.bytes(account.activations()),
                                        machine.words(),
                                        String.join("; ", account.remedies())));
    }
}
