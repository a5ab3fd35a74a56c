package io.jenkins.trainmodel.trainer.benchmark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.EnumSource;

/** The test is for every network of the benchmark that a processor trains in reasonable time. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(
        value = ContestNetwork.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = {"RESNET50", "GPT2_SMALL"})
public @interface EachNetworkOfTheCpu {}
