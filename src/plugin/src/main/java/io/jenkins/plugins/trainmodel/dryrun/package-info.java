/** What dry runs have found: kept with the build, shown on the run's page, given to the Pipeline. */
package io.jenkins.plugins.trainmodel.dryrun;
