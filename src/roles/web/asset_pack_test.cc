#include "roles/web/asset_pack.h"

#include <string>

#include <gtest/gtest.h>

#include "roles/web/testkit/pack_bytes.h"

namespace picket::web {
namespace {

TEST(AssetPack, FindsWhatWasPacked) {
  const std::string bytes = testkit::pack_bytes({
      {"index.html", {"text/html", "e1", "<p>", "", ""}},
      {"assets/a.js", {"text/javascript", "e2", "plain", "br", "gz"}},
  });
  const auto pack = AssetPack::read(bytes);
  ASSERT_TRUE(pack.has_value());
  const Asset* const script = pack->find("assets/a.js");
  ASSERT_NE(script, nullptr);
  EXPECT_EQ(script->type, "text/javascript");
  EXPECT_EQ(script->etag, "e2");
  EXPECT_EQ(script->plain, "plain");
  EXPECT_EQ(script->brotli, "br");
  EXPECT_EQ(script->gzip, "gz");
  EXPECT_EQ(pack->find("index.html")->brotli, "");
  EXPECT_EQ(pack->find("assets/b.js"), nullptr);
  EXPECT_EQ(pack->find(""), nullptr);
  EXPECT_FALSE(pack->empty());
}

TEST(AssetPack, TakesNoBytesForABuildWithoutTheApp) {
  const auto pack = AssetPack::read("");
  ASSERT_TRUE(pack.has_value());
  EXPECT_TRUE(pack->empty());
}

TEST(AssetPack, RefusesWhatIsDamaged) {
  const std::string whole = testkit::pack_bytes({{"a", {"t", "e", "abc", "", ""}}});
  ASSERT_TRUE(AssetPack::read(whole).has_value());
  for (std::size_t length = 1; length < whole.size(); ++length) {
    EXPECT_FALSE(AssetPack::read(std::string_view(whole).substr(0, length)).has_value()) << length;
  }
  EXPECT_EQ(AssetPack::read("PK\003\004").error(), PackError::not_a_pack);
  EXPECT_EQ(AssetPack::read(std::string_view(whole).substr(0, whole.size() - 1)).error(),
            PackError::cut_off);
  EXPECT_EQ(AssetPack::read(whole + "x").error(), PackError::trailing_bytes);
  const std::string twice =
      testkit::pack_bytes({{"a", {"t", "e", "1", "", ""}}, {"a", {"t", "e", "2", "", ""}}});
  EXPECT_EQ(AssetPack::read(twice).error(), PackError::duplicate_path);
}

}  // namespace
}  // namespace picket::web
