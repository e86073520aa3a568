#include "obs/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::obs {
namespace {

using testing::HasSubstr;

TEST(Registry, WritesOneFamilyWithAllItsSeries) {
  Registry registry;
  registry.counter("picket_x_total", "Xs.", {{"kind", "a"}}).add(2);
  registry.gauge("picket_depth", "Depth.").set(-3);
  registry.counter("picket_x_total", "Xs.", {{"kind", "b\"c"}}).add();
  EXPECT_EQ(registry.prometheus_text(),
            "# HELP picket_depth Depth.\n# TYPE picket_depth gauge\npicket_depth -3\n"
            "# HELP picket_x_total Xs.\n# TYPE picket_x_total counter\n"
            "picket_x_total{kind=\"a\"} 2\npicket_x_total{kind=\"b\\\"c\"} 1\n");
}

TEST(Registry, AsksAGaugeWhenThePageIsRead) {
  Registry registry;
  std::int64_t depth = 1;
  registry.gauge_from("picket_depth", "Depth.", {}, [&] { return depth; });
  depth = 5;
  EXPECT_THAT(registry.prometheus_text(), HasSubstr("picket_depth 5\n"));
}

TEST(Histogram, CountsCumulatively) {
  Histogram h;
  h.observe(0.0001);
  h.observe(0.5);
  h.observe(1000);
  const std::string text = h.text("t", "");
  EXPECT_THAT(text, HasSubstr("t_bucket{le=\"0.0001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("t_bucket{le=\"1\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("t_bucket{le=\"+Inf\"} 3\nt_sum 1000.5001\nt_count 3\n"));
}

}  // namespace
}  // namespace picket::obs
