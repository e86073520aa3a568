// Rules against their plainest reading: the built-in ones and some of a project on frames that are
// put together of what those rules ask for.
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/stack_rules/base.h"
#include "domain/stack_rules/plain_apply.h"
#include "domain/stack_rules/testing.h"

namespace picket::domain::stack_rules {
namespace {

/// Rules that undo what others do.
constexpr std::string_view kOwn = R"(
category:internals +group v-app
[ app:yes ] | !category:system | [ app:no ] category=edge ^+app
category:edge max-frames=3
!function:std::* family:native,other v+group -group
error.type:T* app:no category=system -app min-frames=2
[ type:T ] | category:s* invert-stacktrace=1
function:[ +app
)";

const char* const kFunctions[] = {"std::sort",
                                  "abort",
                                  "malloc",
                                  "_start",
                                  "main",
                                  "<unknown>",
                                  "closure",
                                  "nextTick",
                                  "RtlExitUserThread",
                                  "std::_x",
                                  "a.cold.1",
                                  "core::panicking::begin_panic",
                                  "-[KSCrash x]",
                                  "x_block_invoke_2"};
const char* const kModules[] = {"java.lang.Thread", "android.os.Looper",   "org.apache.X",
                                "shop.Cart",        "androidx.a.widget.B", "@babel/x",
                                "unpkg/a"};
const char* const kPaths[] = {"/usr/lib/libc.so",
                              "UIKit",
                              "C:\\Windows\\x.dll",
                              "/app/site-packages/a.py",
                              "/opt/a/node_modules/b.js",
                              "libobjc.dylib",
                              "/system/lib/libEGL.so",
                              "My.app/Contents/x",
                              "/Users/me/x",
                              "**",
                              ""};

class Frames {
 public:
  explicit Frames(std::mt19937& random) : random_(random) {}

  std::vector<FrameFacts> make() {
    std::vector<FrameFacts> frames(below(70));
    for (FrameFacts& frame : frames) {
      frame.family = static_cast<Family>(below(3));
      if (below(4) > 0) frame.function = kFunctions[below(std::size(kFunctions))];
      if (below(3) == 0) frame.module = kModules[below(std::size(kModules))];
      if (below(2) == 0) frame.path = kPaths[below(std::size(kPaths))];
      if (below(2) == 0) frame.package = kPaths[below(std::size(kPaths))];
      if (below(8) == 0) frame.category = below(2) == 0 ? "system" : "mine";
      if (below(2) == 0) frame.in_app = below(2) == 0;
    }
    return frames;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::mt19937& random_;
};

TEST(ApplyStackRulesProperty, IsThePlainestReading) {
  const std::string text = std::string(text_of(Base::all_platforms_2026_01_20)) + std::string(kOwn);
  const auto parsed = parse_rules(text).value();
  const std::vector sets{built_in_rules(Base::all_platforms_2026_01_20),
                         RuleSet::compile(kOwn, Origin::custom).value()};
  std::mt19937 random(11);
  int moved = 0;
  for (int round = 0; round < 30; ++round) {
    const std::vector<FrameFacts> frames = Frames(random).make();
    ExceptionFacts exception;
    if (round % 2 == 0) exception.type = "T";
    PlainApply plain(exception, frames);
    plain.run(parsed);
    const Applied applied(sets, frames, exception);
    for (std::size_t i = 0; i < frames.size(); ++i) {
      ASSERT_EQ(applied[i].in_app, plain.frames()[i].in_app) << round << ", frame " << i;
      ASSERT_EQ(applied[i].category, plain.frames()[i].category) << round << ", frame " << i;
      ASSERT_EQ(applied[i].group, plain.frames()[i].group) << round << ", frame " << i;
      moved += applied[i].in_app != frames[i].in_app ? 1 : 0;
    }
    EXPECT_EQ(applied.stacktrace().max_frames.frames, plain.max_frames);
    EXPECT_EQ(applied.stacktrace().min_frames.frames, plain.min_frames);
    EXPECT_EQ(applied.stacktrace().invert, plain.invert);
  }
  EXPECT_GT(moved, 100);
}

}  // namespace
}  // namespace picket::domain::stack_rules
