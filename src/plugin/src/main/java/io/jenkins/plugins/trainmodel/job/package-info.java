/** The finished runs of a job: one small file, trends, comparison, and the column of list views. */
package io.jenkins.plugins.trainmodel.job;
