"""What is typed before something is printed: copy numbers, and whom an issue is laid before."""

import re
import unicodedata

from django import forms

from accounts.guarding import GuardedForm

MOST_COPIES = 200
MOST_LEADERS = 30
LONGEST_LINE = 60
# 000001, 1-50, １至50
NUMBERS = re.compile(r"(\d{1,6})(?:\s*(?:[-~—–]+|至|到)\s*(\d{1,6}))?")


class CopiesForm(GuardedForm, forms.Form):
    """份号 of the copies to print: one number or a range, or none."""

    copies = forms.CharField(
        label="份号（可不填）",
        required=False,
        max_length=30,
        help_text=f"一份写“000001”，一批写“1-50”，印在首页左上角；一次最多{MOST_COPIES}份。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    form = forms.ChoiceField(label="版本", choices=[("whole", "内部版"), ("public", "公开版")], required=False)

    def clean_copies(self):
        """The numbers as they are printed, of six digits (GB/T 9704-2012, 7.2.1)."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["copies"]).strip()
        if not typed:
            return []
        numbers = NUMBERS.fullmatch(typed)
        if not numbers:
            raise forms.ValidationError("份号请写成“000001”或“1-50”，不超过六位数字。")
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if not 1 <= first <= last:
            raise forms.ValidationError("份号从1起，后一个不能小于前一个。")
        if last - first >= MOST_COPIES:
            raise forms.ValidationError(f"一次最多印{MOST_COPIES}份，请分几批。")
        return [f"{number:06}" for number in range(first, last + 1)]

    def clean(self):
        if self.cleaned_data.get("copies") and self.cleaned_data.get("form") == "public":
            self.add_error("copies", "公开版不印份号。请把份号清空，或改选内部版。")
        return self.cleaned_data


class LeadersForm(GuardedForm, forms.Form):
    """Whom the issue is laid before, in order."""

    leaders = forms.CharField(
        label="呈送",
        required=False,
        max_length=MOST_LEADERS * LONGEST_LINE,
        help_text="一行一位，姓名和职务之间空一格，如“张三 副市长”；照这个次序印。不填则印空行。",
        widget=forms.Textarea({"rows": 6, "cols": 40}),
    )

    def clean_leaders(self):
        """[(姓名, 职务)]"""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["leaders"].splitlines() if line.strip()]
        if len(lines) > MOST_LEADERS:
            raise forms.ValidationError(f"一张呈阅单最多{MOST_LEADERS}位，请分几张。")
        return [(name, "".join(post)) for name, *post in lines]
