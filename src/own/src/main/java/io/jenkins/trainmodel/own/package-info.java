/**
 * What a user's own Java code may bring to a training. A class that implements one of {@link
 * io.jenkins.trainmodel.own.Metric}, {@link io.jenkins.trainmodel.own.StopRule}, {@link io.jenkins.trainmodel.own.Schedule},
 * {@link io.jenkins.trainmodel.own.Loss}, {@link io.jenkins.trainmodel.own.Network}, {@link
 * io.jenkins.trainmodel.own.DataSource} and {@link io.jenkins.trainmodel.own.Callback}, has a public constructor without parameters, and stands in a file {@code
 * META-INF/services/io.jenkins.trainmodel.own.…} of its jar, is found by its {@link
 * io.jenkins.trainmodel.own.Part#name() name}.
 *
 * <p>Everything here stays as it is: a later version may add interfaces, and methods with a default, and takes nothing away.
 */
package io.jenkins.trainmodel.own;
