#include "domain/grouping/frame.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

/// Reads frames and keeps what they refer to.
class Frames {
 public:
  Frames(std::string_view frames, std::string_view platform, const Config& config = kCurrent)
      : stacktrace_(json::parse("{\"frames\":" + std::string(frames) + "}")),
        frames_(read_frames(stacktrace_.as_object(), platform, config, arena_)) {}

  std::size_t size() const { return frames_.size(); }
  const Frame& operator[](std::size_t i) const { return frames_[i]; }

 private:
  json::value stacktrace_;
  Arena arena_;
  std::span<const Frame> frames_;
};

TEST(ReadFrames, TakesEveryField) {
  const Frames frames(
      R"([{"abs_path":"/a/b.py","filename":"b.py","module":"m","package":"p","function":"f",
           "raw_function":"F","context_line":"x","platform":"ruby","in_app":true,"lineno":3,
           "colno":4,"data":{"sourcemap":"s"}}])",
      "python");
  ASSERT_EQ(frames.size(), 1U);
  const Frame& frame = frames[0];
  EXPECT_EQ(frame.abs_path, "/a/b.py");
  EXPECT_EQ(frame.filename, "b.py");
  EXPECT_EQ(frame.module, "m");
  EXPECT_EQ(frame.package, "p");
  EXPECT_EQ(frame.function, "f");
  EXPECT_EQ(frame.raw_function, "F");
  EXPECT_EQ(frame.context_line, "x");
  EXPECT_EQ(frame.platform, "ruby");
  EXPECT_EQ(frame.client_in_app, true);
  EXPECT_TRUE(frame.in_app);
  EXPECT_EQ(frame.lineno, 3);
  EXPECT_EQ(frame.colno, 4);
  EXPECT_TRUE(frame.source_mapped);
}

TEST(ReadFrames, TakesTheEventsPlatformWithoutItsOwn) {
  const Frames frames(R"([{},{"platform":"node"}])", "cocoa");
  EXPECT_EQ(frames[0].platform, "cocoa");
  EXPECT_EQ(frames[0].family, Family::native);
  EXPECT_EQ(frames[1].platform, "node");
  EXPECT_EQ(frames[1].family, Family::javascript);
}

TEST(ReadFrames, ReadsWrongTypesAsAbsent) {
  const Frames frames(
      R"([{"abs_path":1,"filename":[],"module":{},"package":null,"function":true,"platform":7,
           "in_app":"yes","lineno":"3","colno":1.5,"data":[1],"context_line":2,"raw_function":[]}])",
      "other");
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_FALSE(frames[0].abs_path || frames[0].filename || frames[0].module || frames[0].package ||
               frames[0].function || frames[0].context_line || frames[0].raw_function ||
               frames[0].lineno || frames[0].colno || frames[0].client_in_app);
  EXPECT_EQ(frames[0].platform, "other");
}

TEST(ReadFrames, LeavesOutWhatIsNoObject) {
  EXPECT_EQ(Frames(R"([null,{},3,"x",{}])", "other").size(), 2U);
  for (const char* frames : {"null", "{}", "7", "[]"}) {
    EXPECT_EQ(Frames(frames, "other").size(), 0U) << frames;
  }
}

std::string numbered_frames(int count) {
  std::string list = "[";
  for (int i = 0; i < count; ++i) {
    list += (i > 0 ? "," : "") + std::string("{\"lineno\":") + std::to_string(i) + "}";
  }
  return list + "]";
}

TEST(ReadFrames, KeepsTheOldestAndTheLastOfTooMany) {
  EXPECT_EQ(Frames(numbered_frames(250), "other").size(), 250U);
  const Frames frames(numbered_frames(253), "other");
  ASSERT_EQ(frames.size(), 250U);
  EXPECT_EQ(frames[0].lineno, 0);
  EXPECT_EQ(frames[49].lineno, 49);
  EXPECT_EQ(frames[50].lineno, 53);
  EXPECT_EQ(frames[249].lineno, 252);
}

TEST(ReadFrames, TrimsFunctionsOnceByTheFramesPlatform) {
  const Frames frames(
      R"json([{"function":"int f(char)"},{"function":"f(x)","raw_function":"int f(x)"},
          {"function":"int f(char)","platform":"python"},{"function":"f"},
          {"function":"A.B (c)","platform":"csharp"}])json",
      "native");
  EXPECT_EQ(frames[0].function, "f");
  EXPECT_EQ(frames[0].raw_function, "int f(char)");
  EXPECT_EQ(frames[1].function, "f(x)");
  EXPECT_EQ(frames[2].function, "int f(char)");
  EXPECT_FALSE(frames[3].raw_function);
  EXPECT_EQ(frames[4].function, "A.B");
  EXPECT_EQ(frames[4].raw_function, "A.B (c)");
}

TEST(ReadFrames, DropsQueriesOfJavascriptFiles) {
  const char* const list =
      R"([{"filename":"/a.js?v=1"},{"filename":"/a.js?v=1#top?x"},{"filename":"/a.js?"},
          {"filename":"/a.js?#x"},{"filename":"/a.js#x?y"},{"filename":"a?b?c","abs_path":"p?q"},{}])";
  const Frames frames(list, "javascript");
  EXPECT_EQ(frames[0].filename, "/a.js");
  EXPECT_EQ(frames[1].filename, "/a.js#top?x");
  EXPECT_EQ(frames[2].filename, "/a.js?");
  EXPECT_EQ(frames[3].filename, "/a.js?#x");
  EXPECT_EQ(frames[4].filename, "/a.js#x?y");
  EXPECT_EQ(frames[5].filename, "a");
  EXPECT_EQ(frames[5].abs_path, "p?q");
  EXPECT_FALSE(frames[6].filename);
  EXPECT_EQ(Frames(list, "node")[0].filename, "/a.js?v=1");
}

std::string spawn_frame(const std::string& line, const std::string& filename = "<string>") {
  return R"([{"module":"__main__","function":"<module>","filename":")" + filename +
         R"(","context_line":")" + line + R"("}])";
}

TEST(ReadFrames, RewritesSpawnLinesOfPython) {
  const std::string call = "from multiprocessing.spawn import spawn_main; spawn_main(";
  const std::string line = call + "tracker_fd=5, pipe_handle=17) --x=9";
  const std::string rewritten = call + "tracker_fd=<int>, pipe_handle=<int>) --x=<int>";
  EXPECT_EQ(Frames(spawn_frame(line), "python")[0].context_line, rewritten);
  EXPECT_EQ(Frames(spawn_frame(call + "parent_pid=5, pipe_handle=17)"), "python")[0].context_line,
            call + "parent_pid=<int>, pipe_handle=<int>)");

  EXPECT_EQ(Frames(spawn_frame(line), "python", kSentry2023)[0].context_line, line);
  EXPECT_EQ(Frames(spawn_frame(line), "other")[0].context_line, line);
  EXPECT_EQ(Frames(spawn_frame(line, "a.py"), "python")[0].context_line, line);
  for (const char* other :
       {"x=5, pipe_handle=17)", "tracker_fd=, pipe_handle=17)", "tracker_fd=5; pipe_handle=17)",
        "tracker_fd=5, pipe_handle=)", "tracker_fd=5, pipe_handle=17"}) {
    EXPECT_EQ(Frames(spawn_frame(call + other), "python")[0].context_line, call + other);
  }
}

TEST(ReadFrames, RestoresInAppAsItWasBeforeRules) {
  const Frames frames(
      R"([{"in_app":true,"data":{"orig_in_app":0}},{"in_app":true,"data":{"orig_in_app":-1}},
          {"data":{"orig_in_app":1},"in_app":false},{"in_app":false,"data":{"orig_in_app":true}},
          {"in_app":true,"data":{"orig_in_app":null}},{}])",
      "other");
  EXPECT_EQ(frames[0].client_in_app, false);
  EXPECT_EQ(frames[1].client_in_app, std::nullopt);
  EXPECT_FALSE(frames[1].in_app);
  EXPECT_EQ(frames[2].client_in_app, true);
  EXPECT_EQ(frames[3].client_in_app, true);
  EXPECT_EQ(frames[4].client_in_app, true);
  EXPECT_EQ(frames[5].client_in_app, std::nullopt);
  EXPECT_FALSE(frames[5].in_app);
}

TEST(ReadFrames, KnowsSourceMapsByTheirPresence) {
  const Frames frames(R"([{"data":{"sourcemap":null}},{"data":{"sourcemap":""}},{"data":{}}])",
                      "javascript");
  EXPECT_FALSE(frames[0].source_mapped);
  EXPECT_TRUE(frames[1].source_mapped);
  EXPECT_FALSE(frames[2].source_mapped);
}

}  // namespace
}  // namespace picket::domain::grouping
