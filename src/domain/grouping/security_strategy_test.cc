#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

Texts csp(const std::string& report) {
  return Grouped(R"({"csp":)" + report + "}").leaves("default");
}

TEST(Csp, HashesDirectiveAndOrigin) {
  EXPECT_EQ(csp(R"({"effective_directive":"img-src","blocked_uri":"http://a.test/x.png"})"),
            (Texts{"img-src", "a.test"}));
  EXPECT_EQ(csp(R"({"effective_directive":"img-src"})"), (Texts{"img-src", "'self'"}));
}

TEST(Csp, HashesTheKeywordThatForbadeALocalScript) {
  const auto script = [](const std::string& violated, const std::string& effective = "script-src",
                         const std::string& uri = "self") {
    return csp(R"({"effective_directive":")" + effective + R"(","violated_directive":")" +
               violated + R"(","blocked_uri":")" + uri + R"("})");
  };
  EXPECT_EQ(script("script-src 'unsafe-eval' 'unsafe-inline'"),
            (Texts{"script-src", "'unsafe-inline'"}));
  EXPECT_EQ(script("script-src 'unsafe-eval'"), (Texts{"script-src", "'unsafe-eval'"}));
  EXPECT_EQ(script("script-src a.test"), (Texts{"script-src", "'self'"}));
  EXPECT_EQ(script("style-src 'unsafe-inline'", "style-src"), (Texts{"style-src", "'self'"}));
  EXPECT_EQ(script("script-src 'unsafe-inline'", "script-src", "http://b.test/"),
            (Texts{"script-src", "b.test"}));
}

TEST(Csp, SaysWhatItIgnores) {
  const Grouped keyword(
      R"({"csp":{"effective_directive":"script-src","violated_directive":"script-src 'unsafe-eval'"}})");
  EXPECT_EQ(keyword.component("default", ComponentId::uri).hint, "violation takes precedence");
}

TEST(CertificateReports, HashTheirKindAndHost) {
  EXPECT_EQ(Grouped(R"({"hpkp":{"hostname":"a.test"}})").leaves("default"),
            (Texts{"hpkp", "a.test"}));
  EXPECT_EQ(Grouped(R"({"expectct":{"hostname":"a.test"}})").leaves("default"),
            (Texts{"expect-ct", "a.test"}));
  EXPECT_EQ(Grouped(R"({"expectstaple":{"hostname":"a.test"}})").leaves("default"),
            (Texts{"expect-staple", "a.test"}));
  EXPECT_EQ(Grouped(R"({"hpkp":{"hostname":5}})").leaves("default"), (Texts{"hpkp"}));
}

TEST(SecurityReports, ComeBeforeTheirMessage) {
  const Grouped grouped(
      R"({"hpkp":{"hostname":"a.test"},"logentry":{"formatted":"Public key pinning failed"}})");
  EXPECT_EQ(grouped.leaves("default"), (Texts{"hpkp", "a.test"}));
  EXPECT_EQ(grouped.component("default", ComponentId::message).hint,
            "ignored because hpkp takes precedence");
}

}  // namespace
}  // namespace picket::domain::grouping
