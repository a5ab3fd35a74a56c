package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads parts to see whether they are there and take their options. */
public final class LoadedPartCheck implements PartCheck {
    @Override
    public List<Problem> check(List<Path> classpath, PartKind kind, PartSpec part) {
        try (OwnParts parts = OwnParts.open(classpath)) {
            parts.create(kind, part);
            return List.of();
        } catch (PartException wrong) {
            return List.of(wrong.problem());
        } catch (OwnCodeException failed) {
            return List.of(new Problem(
                    Subject.PART,
                    "",
                    "a part that fails. " + failed.getMessage(),
                    "a part that works",
                    Optional.empty()));
        } catch (IOException unclosed) {
            return List.of(new Problem(
                    Subject.CLASSPATH,
                    "",
                    String.valueOf(unclosed.getMessage()),
                    "jars that can be read",
                    Optional.empty()));
        }
    }
}
