package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.modelpackage.CodeAsked;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which code of users' own a model is opened with. */
public final class ClassPathOption {
    @Option(
            names = "--classpath",
            split = ",",
            paramLabel = "PATH",
            description =
                    "Where code of your own lies that the run has used: jars, folders of classes, patterns; or package"
                            + " for the jars that the package holds, or none. Default: where it lay then, unless that is in the"
                            + " package. It runs with your rights.")
    private List<String> places = List.of();

    /** @throws WrongInputException if a word for all of it stands beside others */
    public CodeAsked asked() {
        Stream.of(CodeAsked.OF_PACKAGE, CodeAsked.NONE)
                .filter(word -> places.contains(word) && places.size() > 1)
                .findFirst()
                .ifPresent(word -> {
                    throw new WrongInputException(
                            "--classpath " + word + " stands alone; it cannot be given beside places");
                });
        return new CodeAsked(places);
    }
}
