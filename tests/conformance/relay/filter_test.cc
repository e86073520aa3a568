// What a project does not want: the SDK hears nothing of it, and it is counted.
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assert.h"
#include "base/deadline.h"
#include "conformance/relay/world.h"
#include "domain/project/settings.h"
#include "ports/projects.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using ::testing::ElementsAre;

void set(World& world, std::string_view name, const json::value& value) {
  auto tx = *world.meta->begin_write(Deadline::never());
  ports::Project project = tx->projects().get({&world.project, 1})->front();
  const domain::Setting* setting = domain::find_setting(domain::project_options(), name);
  if (setting == nullptr) setting = domain::find_setting(domain::project_filters(), name);
  project.settings.set(*setting, value);
  PICKET_ASSERT(tx->projects().update(project).has_value());
  PICKET_ASSERT(tx->commit().has_value());
}

struct Wish {
  const char* option;
  json::value value;
  std::string event;
  const char* reason;
};

std::vector<Wish> wishes() {
  return {
      {"filters:error_messages", "TypeError: *undefined*",
       R"({"exception":{"values":[{"type":"TypeError","value":"x is undefined"}]}})",
       "error-message"},
      {"filters:releases", "shop@1.*", R"({"release":"Shop@1.2.3"})", "release-version"},
      {"filters:blacklisted_ips", "127.0.0.0/8", R"({"message":"hello"})", "ip-address"},
      {"filters:localhost", true, R"({"request":{"url":"http://localhost:3000/cart"}})",
       "localhost"},
      {"filters:browser-extensions", true,
       R"({"exception":{"values":[{"type":"Error","value":"fb_xd_fragment is not defined"}]}})",
       "browser-extensions"},
      {"filters:web-crawlers", true, R"({"request":{"headers":{"User-Agent":"Googlebot/2.1"}}})",
       "web-crawlers"},
      {"filters:legacy-browsers", json::array{"ie"},
       R"x({"request":{"headers":{"User-Agent":)x"
       R"x("Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 7.1; Trident/5.0)"}}})x",
       "legacy-browsers"},
      {"filters:chunk-load-error", true,
       R"({"exception":{"type":"ChunkLoadError","value":"Loading chunk 7 failed."}})",
       "chunk-load-error"},
      {"filters:react-hydration-errors", true,
       R"({"exception":{"type":"Error","value":"see https://react.dev/errors/418"}})",
       "react-hydration-errors"},
      {"filters:generic",
       R"({"version":1,"filters":[{"id":"no-staging","isEnabled":true,"condition":
          {"op":"eq","name":"event.environment","value":"staging"}}]})",
       R"({"environment":"staging"})", "no-staging"},
  };
}

TEST(RelayFilters, AnswerAsIfTheEventWereKeptAndCountWhy) {
  for (const Wish& wish : wishes()) {
    World world(false);
    set(world, wish.option, wish.value);
    world.start();
    const auto answer = world.post_envelope(event_envelope(wish.event));
    EXPECT_EQ(answer.status, 200) << wish.reason;
    EXPECT_EQ(answer.body, R"({"id":")" + std::string(kEventId) + "\"}") << wish.reason;
    EXPECT_TRUE(world.events().empty()) << wish.reason;
    EXPECT_THAT(world.outcomes(), ElementsAre("filtered/" + std::string(wish.reason) + " error 1"));
  }
}

TEST(RelayFilters, ThatAreOffKeepTheEvent) {
  for (const Wish& wish : wishes()) {
    World world(false);
    set(world, wish.option, wish.value.is_string() ? json::value("") : json::value(false));
    world.start();
    EXPECT_EQ(world.post_envelope(event_envelope(wish.event)).status, 200) << wish.reason;
    EXPECT_EQ(world.events().size(), 1U) << wish.reason;
  }
}

TEST(RelayFilters, TakeTheUserAgentOfTheRequestWhenTheEventHasNone) {
  World world;
  const std::string crawler = auth() + "User-Agent: Googlebot/2.1\r\n";
  world.post("/api/1/envelope/", event_envelope(), crawler);
  EXPECT_TRUE(world.events().empty());
  world.post("/api/1/envelope/",
             event_envelope(R"({"request":{"headers":{"User-Agent":"Firefox/130.0"}}})"), crawler);
  EXPECT_EQ(world.events().size(), 1U);
}

TEST(RelayFilters, ChangesTakeEffectWithinTwoSeconds) {
  World world;
  const std::string event = event_envelope(R"({"release":"1"})");
  world.post_envelope(event);
  ASSERT_EQ(world.events().size(), 1U);
  set(world, "filters:releases", "1");
  const Deadline deadline = Deadline::in(std::chrono::seconds(2));
  std::size_t kept = 0;
  std::size_t before = 0;
  do {
    before = kept;
    world.post_envelope(event);
    kept = world.events().size();
  } while (kept != before && !deadline.over());
  EXPECT_EQ(kept, before) << "the filter is not in force";
}

}  // namespace
}  // namespace picket::conformance
