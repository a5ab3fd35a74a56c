/** The trainings of a build: what build.xml remembers, the runs that go on, their pages, and REST. */
package io.jenkins.plugins.trainmodel.page;
