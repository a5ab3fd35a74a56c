package io.jenkins.trainmodel.trainer.failure;

import io.jenkins.trainmodel.backtest.CurveFormatException;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.run.ClaimRefusedException;
import io.jenkins.trainmodel.run.RunLockedException;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.custom.OwnCodeException;
import io.jenkins.trainmodel.trainer.custom.PartException;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceException;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.memory.JavaMemory;
import io.jenkins.trainmodel.trainer.modelpackage.NoModelException;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.pretrained.PretrainedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * Why a process came to no end of its own.
 *
 * @param reason one true sentence for people, on one line, wherever it is read
 * @param details the whole message where it has several lines, else empty
 * @param closing the last line behind the details, which repeats nothing of them; the reason where there are none
 */
public record Failure(FailureKind kind, String reason, String details, String closing) {
    private static final int LONGEST_REASON = 2000;
    private static final List<Class<? extends Exception>> OF_INPUT = List.of(
            SpecException.class,
            WrongInputException.class,
            RunRefusedException.class,
            ClaimRefusedException.class,
            CurveFormatException.class,
            NetworkException.class,
            HuggingFaceException.class,
            NoModelException.class,
            PartException.class,
            PretrainedException.class);

    /** What went wrong, in words for whoever can mend it. */
    public static Failure of(Throwable failure) {
        FailureKind kind = kindOf(failure);
        String message = kind == FailureKind.DEFECT ? defect(failure) : describe(failure);
        ProblemCount problems = ProblemCount.of(failure);
        String details = problems.isOne() || !message.strip().contains("\n") ? "" : message.strip();
        String reason = oneLine(problems.ofSeveral().orElse(message));
        return new Failure(kind, reason, details, details.isEmpty() ? reason : oneLine(problems.behind(details)));
    }

    private static FailureKind kindOf(Throwable failure) {
        if (OF_INPUT.stream().anyMatch(type -> type.isInstance(failure))) {
            return FailureKind.INPUT;
        }
        if (failure instanceof DataException) {
            return FailureKind.DATA;
        }
        if (failure instanceof EngineException || failure instanceof LibraryException) {
            return FailureKind.ENGINE;
        }
        if (failure instanceof RunLockedException) {
            return FailureKind.LOCKED;
        }
        return failure instanceof IOException || failure instanceof UncheckedIOException
                ? FailureKind.DISK
                : FailureKind.DEFECT;
    }

    /** The exit code of a process that ends like this. */
    public int exitCode() {
        return kind == FailureKind.DISK || kind == FailureKind.DEFECT ? ExitCode.DEFECT : ExitCode.WRONG_INPUT;
    }

    private static String defect(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "The process ran out of memory (" + failure.getMessage() + "). "
                    + JavaMemory.now().words() + ". Give Java more by -Xmx, or train with smaller batches.";
        }
        return failure instanceof OwnCodeException
                ? failure.getMessage()
                : "This is a defect of the trainer: " + failure;
    }

    /** The message of a failure of the file system is often a path alone. */
    private static String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapper) {
            boolean bare = wrapper.getCause().toString().equals(wrapper.getMessage());
            return (bare ? "" : wrapper.getMessage() + ": ") + describe(wrapper.getCause());
        }
        if (failure instanceof NoSuchFileException missing && missing.getReason() == null) {
            return missing.getFile() + " does not exist.";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this user.";
        }
        if (failure instanceof FileSystemException refused && refused.getReason() == null) {
            return refused.toString();
        }
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\p{Cntrl}+\\s*", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
