#include "case_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <unistd.h>

#include "difference.h"
#include "report.h"

namespace picket::conformance {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class CaseFolder : public testing::Test {
 protected:
  CaseFolder() : folder_(fs::temp_directory_path() / ("picket-cases-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~CaseFolder() override { fs::remove_all(folder_); }

  void write(std::string_view name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  fs::path folder_;
};

TEST_F(CaseFolder, CountsPassedAndFailedCasesOfAFile) {
  write("origin_pattern_parse.jsonl",
        R"({"name":"good","input":"*:80","expected":{"scheme":null,"domain":null,"port":"80"}})"
        "\n\n"
        R"({"name":"bad","input":"a","expected":{"scheme":null,"domain":"b","port":null}})");
  const FolderResult result = run_folder(folder_);
  EXPECT_EQ(text_report(result),
            "origin_pattern_parse 1/2\n"
            "  FAILED bad\n"
            "    domain: expected \"b\", is \"a\"\n");
  EXPECT_EQ(json_report(result),
            R"({"categories":{"origin_pattern_parse":{"passed":1,"total":2,"failed":["bad"]}}})"
            "\n");
  EXPECT_EQ(result.failures(), 1U);
}

TEST_F(CaseFolder, SaysWhyALineIsNoCase) {
  write("envelope_parse.jsonl",
        "{broken\n"
        "[1]\n"
        R"({"name":"no answer","input":1})"
        "\n"
        R"({"name":"other form","input":{"base64":7},"expected":{"ok":true}})"
        "\n");
  const FolderResult result = run_folder(folder_);
  ASSERT_EQ(result.categories.size(), 1U);
  const CategoryResult& category = result.categories[0];
  EXPECT_EQ(category.passed, 0U);
  ASSERT_EQ(category.failed.size(), 4U);
  EXPECT_EQ(category.failed[0].name, "line 1");
  EXPECT_TRUE(category.failed[0].reason.starts_with("not JSON: "));
  EXPECT_EQ(category.failed[1].name, "line 2");
  EXPECT_EQ(category.failed[1].reason, "not an object");
  EXPECT_EQ(category.failed[2].name, "no answer");
  EXPECT_EQ(category.failed[2].reason, "no expected");
  EXPECT_EQ(category.failed[3].name, "other form");
  EXPECT_TRUE(category.failed[3].reason.starts_with("not in the form of its category: "));
}

TEST_F(CaseFolder, RunsAnArrayOfCases) {
  write("parameterization.json",
        R"([{"name":"int","input":"7","expected":"<int>"},
            {"name":"int","input":"7","expected":"8"}, {"input":"7","expected":"9"}, 7,
            {"name":"no input","expected":"x"}])");
  write("function_trim.json", "{}");
  write("grouping_hashes.json", "[");
  const FolderResult result = run_folder(folder_);
  EXPECT_EQ(json_report(result),
            R"({"categories":{"function_trim":{"passed":0,"total":1,"failed":["the file"]},)"
            R"("grouping_hashes":{"passed":0,"total":1,"failed":["the file"]},)"
            R"("parameterization":{"passed":1,"total":5,)"
            R"json("failed":["int (case 2)","case 3","case 4","no input"]}}})json"
            "\n");
  const auto& failed = result.categories[2].failed;
  EXPECT_EQ(failed[0].reason, "answer: expected \"8\", is \"<int>\"\n");
  EXPECT_EQ(failed[2].reason, "not an object");
  EXPECT_EQ(result.categories[0].failed[0].reason, "not an array");
}

TEST_F(CaseFolder, SaysHowGroupingDiffers) {
  write("grouping_hashes.json",
        R"([{"name":"good","input":{"logentry":{"formatted":"a 1\nb\nc"}},"expected":{
              "hashes":["a723cb7e61a2344744e10630b36f63d3"],"normalized":"a <int>\nb...",
              "variants":{"default":{"contributes":true,"values":["a <int>\nb..."]}}}},
            {"name":"bad","input":{"exception":[{"type":"T","value":"v"}]},"expected":{
              "hashes":["x"],"variants":{"app":{"values":["T",1],"contributes":false,"hint":"h"},
              "system":{}}}}])");
  EXPECT_EQ(text_report(run_folder(folder_)),
            "grouping_hashes 1/2\n"
            "  FAILED bad\n"
            "    hashes[0]: expected \"x\", is \"7428554abf279ee0c460ca305785246e\"\n"
            "    variants.app.values[1]: expected \"1\", is \"v\"\n"
            "    variants.app.contributes: expected false, is true\n"
            "    variants.app.hint: expected \"h\", is \"\"\n"
            "    variants.system: expected {}, is nothing\n");
}

TEST_F(CaseFolder, NamesFilesThatNobodyKnows) {
  write("juggling.jsonl", "{}\n");
  write("notes.txt", "x");
  const FolderResult result = run_folder(folder_);
  EXPECT_EQ(text_report(result), "UNKNOWN juggling.jsonl\nUNKNOWN notes.txt\n");
  EXPECT_EQ(json_report(result), R"({"categories":{},"unknown":["juggling.jsonl","notes.txt"]})"
                                 "\n");
}

TEST(Difference, ComparesValuesNotTheirText) {
  EXPECT_FALSE(
      difference(json::parse(R"({"a":1,"b":[2.0]})"), json::parse(R"({"b":[2],"a":1.0})")));
  EXPECT_FALSE(difference(0.1 + 0.2, 0.3));
  EXPECT_TRUE(difference(0.3001, 0.3));
  EXPECT_EQ(difference(json::parse(R"({"a":[1],"c":null})"), json::parse(R"({"a":[1,2],"b":"x"})")),
            "a[1]: expected 2, is nothing\nb: expected \"x\", is nothing\nc: expected nothing, is "
            "null\n");
}

TEST(Difference, StopsAfterTheFirstPlaces) {
  const auto text = difference(json::parse("[1,2,3,4,5,6,7,8]"), json::array());
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(text->ends_with("2 more differences\n")) << *text;
}

}  // namespace
}  // namespace picket::conformance
