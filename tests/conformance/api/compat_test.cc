#include "conformance/api/compat.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "conformance/api/compat_page.h"
#include "conformance/api/world.h"

namespace picket::conformance {
namespace {

TEST(Facts, AreWhatTheProgramDoes) {
  ApiWorld world;
  world.fill();
  for (const Fact& fact : facts()) {
    const Probe& probe = fact.probe;
    if (probe.path.empty()) continue;
    const auto answer = world.ask(probe.method, probe.path, probe.body);
    EXPECT_EQ(answer.status, probe.status) << probe.path << ": " << answer.body;
    const bool refused = answer.status == 404 || answer.status == 405;
    EXPECT_EQ(refused, fact.state == State::missing) << probe.path;
  }
}

TEST(Facts, AboutTheReadApiAreAllProved) {
  for (const Fact& fact : facts()) {
    const bool proved = !fact.probe.path.empty() || !fact.places.front().path.empty();
    EXPECT_TRUE(proved || fact.area == Area::ingest) << fact.subject;
  }
}

TEST(Facts, HaveAReasonAndAreThereOnce) {
  std::set<std::string_view> seen;
  for (const Fact& fact : facts()) {
    EXPECT_FALSE(fact.reason.empty()) << fact.subject;
    EXPECT_TRUE(seen.insert(fact.subject).second) << fact.subject;
  }
}

TEST(CompatPage, IsWhatTheDocumentationShows) {
  const std::string file = PICKET_SOURCE_DIR "/docs/compat.md";
  if (std::getenv("PICKET_UPDATE_GOLDEN") != nullptr) std::ofstream(file) << compat_page();
  std::ifstream stream(file);
  const std::string written{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_EQ(written, compat_page())
      << "renew it: PICKET_UPDATE_GOLDEN=1 ./test conformance, and look at the difference";
}

}  // namespace
}  // namespace picket::conformance
