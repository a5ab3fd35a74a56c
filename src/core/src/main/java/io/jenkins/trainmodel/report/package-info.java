/** The history of a run as its events tell it, and the files that sum it up for programs and spreadsheets. */
package io.jenkins.trainmodel.report;
