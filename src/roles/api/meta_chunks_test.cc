#include "roles/api/meta_chunks.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;

/// The pieces of a text: "[removed by rule]" and what lies between.
std::string pieces(std::string_view text, std::string_view remarks) {
  const json::object value{{"t", text}};
  const json::object meta{{"t", {{"", {{"rem", json::parse(remarks)}}}}}};
  const json::object shown = meta_with_chunks(value, meta);
  std::string pieces;
  for (const json::value& chunk : shown.at("t").at("").at("chunks").as_array()) {
    const std::string piece(chunk.at("text").as_string());
    if (chunk.at("type").as_string() == "text") {
      pieces += piece;
    } else {
      pieces += "[" + piece + " by " + std::string(chunk.at("rule_id").as_string()) + "]";
    }
    EXPECT_EQ(chunk.at("type").as_string() == "redaction", chunk.as_object().contains("remark"));
  }
  return pieces;
}

TEST(MetaWithChunks, CutsATextWhereItsRemarksSay) {
  EXPECT_EQ(pieces("abcdef", R"([["r","s",2,4]])"), "ab[cd by r]ef");
  EXPECT_EQ(pieces("abcdef", R"([["r","s",0,2],["q","m",2,6]])"), "[ab by r][cdef by q]");
  EXPECT_EQ(pieces("abc", R"([["r","x",1,1]])"), "a[ by r]bc");
  EXPECT_EQ(pieces("\u00e9x", R"([["r","s",0,2]])"), "[\u00e9 by r]x");
}

TEST(MetaWithChunks, PassesOverRemarksWithoutARange) {
  EXPECT_EQ(pieces("abc", R"([["r","x"],["q","s",1,2]])"), "a[b by q]c");
  EXPECT_EQ(pieces("abc", R"([7,["q","s",-1,2],["p","s",0.5,2],["o","s","0",2]])"), "abc");
}

TEST(MetaWithChunks, EndsAtARemarkOutsideTheText) {
  EXPECT_EQ(pieces("abc", R"([["r","s",0,1],["q","s",2,9],["p","s",2,3]])"), "[a by r]bc");
  EXPECT_EQ(pieces("abc", R"([["r","s",1,2],["q","s",0,1]])"), "a[b by r]c");
  EXPECT_EQ(pieces("abc", R"([["r","s",2,1]])"), "abc");
  // In the middle of a character.
  EXPECT_EQ(pieces("\u00e9x", R"([["r","s",1,2]])"), "\u00e9x");
}

TEST(MetaWithChunks, FindsTextsInLists) {
  const json::object value = json::parse(R"({"l":[["k","v"]]})").as_object();
  const json::object meta =
      json::parse(R"({"l":{"0":{"1":{"":{"rem":[["r","s",0,1]]}}},"9":{"":{"rem":[1]}}}})")
          .as_object();
  EXPECT_EQ(json::serialize(meta_with_chunks(value, meta)),
            R"({"l":{"0":{"1":{"":{"rem":[["r","s",0,1]],"chunks":[{"type":"redaction",)"
            R"("text":"v","rule_id":"r","remark":"s"}]}}},"9":{"":{"rem":[1]}}}})");
}

TEST(MetaWithChunks, LeavesEverythingElseAlone) {
  for (const char* meta :
       {"{}", R"({"a":{"":{"len":3}}})", R"({"a":{"":{"rem":[]}}})", R"({"a":{"":{"rem":7}}})",
        R"({"a":{"":7}})", R"({"a":7})", R"({"n":{"":{"rem":[["r","x"]]}}})"}) {
    const json::object stored = json::parse(meta).as_object();
    const json::object value = json::parse(R"({"a":"abc","n":null})").as_object();
    EXPECT_EQ(json::serialize(meta_with_chunks(value, stored)), meta);
  }
}

}  // namespace
}  // namespace picket::api
