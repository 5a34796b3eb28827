package org.simbastream.e2e.suite;

/**
 * The main classes of the jobs that are not the product.
 *
 * @param forgetful see {@link Variant#FORGETFUL}
 * @param unflushed see {@link Variant#UNFLUSHED}
 * @param counting counts words: what a restart costs a job that does next to nothing
 */
public record SuiteJobs(Class<?> forgetful, Class<?> unflushed, Class<?> counting) {}
