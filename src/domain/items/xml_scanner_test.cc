#include "domain/items/xml_scanner.h"

#include <cstddef>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

/// "<a", "'text'", ">a", one behind the other.
std::string walked(std::string_view text) {
  XmlScanner xml(text);
  std::string out;
  while (true) {
    switch (xml.next()) {
      case XmlScanner::Token::open:
        (out += '<') += xml.name();
        break;
      case XmlScanner::Token::close:
        (out += '>') += xml.name();
        break;
      case XmlScanner::Token::text:
        ((out += '\'') += xml.text()) += '\'';
        break;
      case XmlScanner::Token::end:
        return out;
    }
  }
}

TEST(XmlScanner, WalksOverElementsAndText) {
  EXPECT_EQ(walked("<a>1<b x=\"y\">2</b> <c/><d /></a>"), "<a'1'<b'2'>b' '<c>c<d>d>a");
}

TEST(XmlScanner, PassesOverWhatIsNoElement) {
  EXPECT_EQ(walked("<?xml version=\"1.0\"?><!DOCTYPE a><a><!-- <b> --></a>"), "<a>a");
}

TEST(XmlScanner, UndoesReferences) {
  EXPECT_EQ(walked("&lt;&gt;&amp;&quot;&apos;&#65;&#x20AC;&#x1F600;"), "'<>&\"'A\u20ac\U0001f600'");
  EXPECT_EQ(walked("1&unknown;2&#0;3&#xD800;4&#x110000;5&#;6&#99z;7"), "'1234567'");
  EXPECT_EQ(walked("a & b &longer than any reference;"), "'a & b &longer than any reference;'");
}

TEST(XmlScanner, TakesLiteralTextAsItIs) {
  EXPECT_EQ(walked("<a>x<![CDATA[<&lt;]]>y</a>"), "<a'x''<&lt;''y'>a");
}

TEST(XmlScanner, KnowsThatValuesOfAttributesMayHoldABracket) {
  EXPECT_EQ(walked("<a b='1>2' c=\"'>\">t</a>"), "<a't'>a");
}

TEST(XmlScanner, EndsWhereTheDocumentIsCutOff) {
  for (const char* xml : {"", "<a", "<a b='>", "<!--", "<!-- x", "<?x", "<![CDATA[x", "<!x"}) {
    EXPECT_EQ(walked(xml), "") << xml;
  }
  EXPECT_EQ(walked("<a>t"), "<a't'");
  EXPECT_EQ(walked("&"), "'&'");
  EXPECT_EQ(walked("\xff"), "'\ufffd'");
}

}  // namespace
}  // namespace picket::domain::items
