#include "load/mix.h"

#include <numeric>

#include <gtest/gtest.h>

namespace picket::load {
namespace {

Sample sample_of(std::size_t bytes, bool native) {
  Sample sample;
  sample.bytes = bytes;
  sample.native = native;
  return sample;
}

const std::vector<Sample> kSamples = {sample_of(500, true),    sample_of(3'000, true),
                                      sample_of(9'000, true),  sample_of(700, false),
                                      sample_of(2'000, false), sample_of(30'000, false)};

double mean(const std::vector<double>& weights) {
  double mean = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    mean += weights[i] * static_cast<double>(kSamples[i].bytes);
  }
  return mean;
}

TEST(Weigh, ReachesTheMeanWithAQuarterNative) {
  for (const double bytes : {2'000.0, 5'000.0, 15'000.0}) {
    const std::vector<double> weights = weigh(kSamples, bytes, 0.25);
    EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-9);
    EXPECT_NEAR(weights[0] + weights[1] + weights[2], 0.25, 1e-9);
    EXPECT_NEAR(mean(weights), bytes, 1);
    for (const double weight : weights) EXPECT_GE(weight, 0);
  }
}

TEST(Weigh, ReachesTheMeanWhateverTheKind) {
  const std::vector<double> weights = weigh(kSamples, 9'000, std::nullopt);
  EXPECT_NEAR(mean(weights), 9'000, 1);
  EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-9);
}

TEST(Weigh, ComesAsNearAsTheFilesAllow) {
  EXPECT_NEAR(mean(weigh(kSamples, 90'000, std::nullopt)), 30'000, 100);
  EXPECT_NEAR(mean(weigh(kSamples, 100, std::nullopt)), 500, 10);
}

TEST(Weigh, GivesTheOnlyKindEverything) {
  const std::vector<Sample> web = {sample_of(1'000, false), sample_of(3'000, false)};
  const std::vector<double> weights = weigh(web, 2'000, 0.25);
  EXPECT_NEAR(weights[0] + weights[1], 1, 1e-9);
}

TEST(Zipf, DrawsTheFirstTwiceAsOftenAsTheSecond) {
  const Zipf zipf(100);
  SeededRandom random(1);
  std::vector<int> seen(100);
  for (int i = 0; i < 100'000; ++i) ++seen.at(zipf.draw(random));
  EXPECT_NEAR(static_cast<double>(seen[0]) / seen[1], 2, 0.15);
  EXPECT_NEAR(static_cast<double>(seen[0]) / seen[9], 10, 1.5);
  EXPECT_GT(seen[99], 0);
}

TEST(Mix, DrawsSamplesByWeight) {
  const std::vector<double> weights = {0.7, 0.2, 0.1};
  const Mix mix(weights, 100);
  EXPECT_EQ(mix.issues(), 100U);
  SeededRandom random(2);
  std::vector<int> seen(3);
  for (int i = 0; i < 50'000; ++i) {
    const Pick pick = mix.draw(random);
    ++seen.at(pick.sample);
    EXPECT_LT(pick.issue, 70U);
  }
  EXPECT_NEAR(seen[0], 35'000, 700);
  EXPECT_NEAR(seen[2], 5'000, 300);
}

TEST(Mix, GivesEverySampleAnIssue) {
  const std::vector<double> weights = {0.9999, 0.0001};
  EXPECT_EQ(Mix(weights, 100).issues(), 101U);
}

TEST(Mix, RepeatsWithTheSameSeed) {
  const std::vector<double> weights = {0.5, 0.5};
  const Mix mix(weights, 50);
  SeededRandom a(7);
  SeededRandom b(7);
  for (int i = 0; i < 100; ++i) {
    const Pick x = mix.draw(a);
    const Pick y = mix.draw(b);
    EXPECT_EQ(x.sample, y.sample);
    EXPECT_EQ(x.issue, y.issue);
  }
}

}  // namespace
}  // namespace picket::load
