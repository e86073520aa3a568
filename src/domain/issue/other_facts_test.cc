#include "domain/issue/other_facts.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/issue/facts.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

std::string shown(std::string_view event) {
  const auto facts = other_facts(json::parse(event).as_object());
  return facts ? facts->title + ' ' + json::serialize(facts->metadata) : "none";
}

TEST(OtherFacts, SpeakOfReports) {
  EXPECT_EQ(shown(R"({"type":"csp","logentry":{"formatted":"Blocked 'image' from 'x.y'"},
                      "csp":{"blocked_uri":"http://x.y/a","effective_directive":"img-src"}})"),
            R"(Blocked 'image' from 'x.y' {"message":"Blocked 'image' from 'x.y'",)"
            R"("uri":"http://x.y/a","directive":"img-src"})");
  EXPECT_EQ(shown(R"({"type":"csp","logentry":{"formatted":"m"},"csp":{}})"),
            R"(m {"message":"m","uri":"'self'"})");
  EXPECT_EQ(shown(R"({"type":"hpkp","logentry":{"formatted":"m"},"hpkp":{"hostname":"h"}})"),
            R"(m {"message":"m","origin":"h"})");
  EXPECT_EQ(shown(R"({"type":"nel","logentry":{"formatted":"m\nn"},"request":{"url":"http://h"}})"),
            R"(m {"message":"m\nn","uri":"http://h"})");
  EXPECT_EQ(shown(R"({"type":"expectct"})"), "<unlabeled event> {}");
}

TEST(OtherFacts, SpeakOfTransactions) {
  EXPECT_EQ(shown(R"({"type":"transaction","transaction":"/pay"})"),
            R"(/pay {"title":"/pay","location":"/pay"})");
}

TEST(OtherFacts, SpeakOfFeedback) {
  EXPECT_EQ(shown(R"({"type":"feedback","contexts":{"feedback":{"message":" It broke\nbadly",
                      "contact_email":"a@b","name":"A"}}})"),
            R"(User Feedback: It broke {"message":"It broke\nbadly","contact_email":"a@b",)"
            R"("name":"A","title":"User Feedback: It broke"})");
  EXPECT_EQ(shown(R"({"type":"feedback"})"), R"(User Feedback {"title":"User Feedback"})");
}

TEST(OtherFacts, AreOfNoErrorsAndMessages) {
  EXPECT_EQ(shown(R"({"type":"error"})"), "none");
  EXPECT_EQ(shown(R"({"type":"default"})"), "none");
  EXPECT_EQ(shown("{}"), "none");
}

TEST(OtherFacts, AreTheFactsOfTheIssue) {
  const auto event = json::parse(R"({"type":"csp","logentry":{"formatted":"m"},"csp":{}})");
  const IssueFacts facts = issue_facts(event.as_object(), {});
  EXPECT_EQ(facts.title, "m");
  EXPECT_EQ(facts.metadata_json, R"({"message":"m","uri":"'self'"})");
}

}  // namespace
}  // namespace picket::domain
