#include "roles/api/stacktrace_json.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;

json::object parse(std::string_view text) {
  return json::parse(text).as_object();
}

std::string context(std::string_view frame) {
  return json::serialize(source_context(parse(frame)));
}

TEST(SourceContext, NumbersTheLinesAround) {
  EXPECT_EQ(context(R"({"lineno":58,"context_line":"b","pre_context":["x","a"],
                        "post_context":["c"]})"),
            R"([[56,"x"],[57,"a"],[58,"b"],[59,"c"]])");
  EXPECT_EQ(context(R"({"lineno":1,"context_line":"only"})"), R"([[1,"only"]])");
  EXPECT_EQ(context(R"({"lineno":3,"pre_context":["p"]})"), R"([[2,"p"],[3,""]])");
  EXPECT_EQ(context(R"({"lineno":3,"context_line":"c","post_context":[null,7]})"),
            R"([[3,"c"],[4,""],[5,""]])");
}

TEST(SourceContext, IsEmptyWithoutLineNumberOrSource) {
  for (const char* frame :
       {"{}", R"({"lineno":5})", R"({"context_line":"x"})", R"({"lineno":"5","context_line":"x"})",
        R"({"lineno":5,"context_line":null,"pre_context":null})",
        R"({"lineno":9223372036854775807,"context_line":"x"})",
        R"({"lineno":-9223372036854775808,"context_line":"x"})"}) {
    EXPECT_EQ(context(frame), "[]") << frame;
  }
}

TEST(Stacktrace, RenamesTheMembersOfFrames) {
  const json::object shown = stacktrace_json(parse(R"({"frames":[
      {"filename":"f.py","abs_path":"/f.py","module":"m","package":"p","platform":"python",
       "instruction_addr":"0x10","symbol_addr":"0x1","function":"f","raw_function":"rf",
       "symbol":"s","lineno":1,"colno":2,"in_app":true,"trust":"scan","errors":[],"lock":{"type":1},
       "source_link":"https://x","vars":{"a":"1"}}],"registers":{"rip":"0x1"},
       "frames_omitted":[1,2]})"));
  EXPECT_EQ(json::serialize(shown),
            R"({"frames":[{"filename":"f.py","absPath":"/f.py","module":"m","package":"p",)"
            R"("platform":"python","instructionAddr":"0x10","symbolAddr":"0x01","function":"f",)"
            R"("rawFunction":"rf","symbol":"s","context":[],"lineNo":1,"colNo":2,"inApp":true,)"
            R"("trust":"scan","errors":[],"lock":{"type":1},"sourceLink":"https://x",)"
            R"("vars":{"a":"1"}}],"framesOmitted":[1,2],"registers":{"rip":"0x1"},)"
            R"("hasSystemFrames":true})");
}

TEST(Stacktrace, EveryMemberIsThereThoughTheFrameHasNone) {
  const json::object shown = stacktrace_json(parse(R"({"frames":[{},null,7]})"));
  ASSERT_EQ(shown.at("frames").as_array().size(), 1U);
  const json::object& frame = shown.at("frames").as_array()[0].as_object();
  EXPECT_EQ(frame.size(), 19U);
  EXPECT_EQ(frame.at("inApp"), json::value(false));
  EXPECT_TRUE(frame.at("function").is_null());
  EXPECT_EQ(shown.at("hasSystemFrames"), json::value(false));
  EXPECT_TRUE(shown.at("registers").is_null());
}

TEST(Stacktrace, PadsAddressesToTheLongest) {
  const json::object shown = stacktrace_json(parse(R"({"frames":[
      {"instruction_addr":"0x1a"},{"instruction_addr":"0x7fff00"},{"instruction_addr":"12"},
      {"instruction_addr":"0x11111111111111111111111111111111111"}]})"));
  const json::array& frames = shown.at("frames").as_array();
  EXPECT_EQ(frames[0].at("instructionAddr"), "0x00001a");
  EXPECT_EQ(frames[1].at("instructionAddr"), "0x7fff00");
  EXPECT_EQ(frames[2].at("instructionAddr"), "12");
  EXPECT_EQ(frames[3].at("instructionAddr"), "0x11111111111111111111111111111111111");
}

TEST(Stacktrace, IsNullWhenThereIsNone) {
  EXPECT_TRUE(stacktrace_or_null(parse("{}"), "stacktrace").is_null());
  EXPECT_TRUE(stacktrace_or_null(parse(R"({"stacktrace":[]})"), "stacktrace").is_null());
  EXPECT_TRUE(stacktrace_or_null(parse(R"({"stacktrace":{}})"), "stacktrace").is_object());
}

}  // namespace
}  // namespace picket::api
