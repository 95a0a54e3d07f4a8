"""The kinds of things the register records. Their names in words are in ``messages``."""

from enum import StrEnum

from ballast.kernel.coordinates import Crs as Crs


class Tier(StrEnum):
    """项目级别: on whose list a project stands."""

    NATIONAL = "NATIONAL"
    PROVINCIAL = "PROVINCIAL"
    CITY = "CITY"
    DISTRICT = "DISTRICT"


class InvestorKind(StrEnum):
    """投资主体: whose money decides, and with it which law binds."""

    GOVERNMENT = "GOVERNMENT"
    STATE_COMPANY = "STATE_COMPANY"
    PRIVATE = "PRIVATE"
    FOREIGN = "FOREIGN"
    MIXED = "MIXED"


class ApprovalRoute(StrEnum):
    """项目管理类型: 审批 for government money, 核准 by catalogue, 备案 for the rest.

    政府投资条例 (国令第712号), 企业投资项目核准和备案管理条例 (国令第673号).
    """

    APPROVED = "APPROVED"
    VERIFIED = "VERIFIED"
    FILED = "FILED"


class BuildType(StrEnum):
    """建设性质 as fixed-asset statistics use it; not the plan class."""

    NEW = "NEW"
    EXTENSION = "EXTENSION"
    REBUILDING = "REBUILDING"
    UPGRADE = "UPGRADE"  # 技术改造
    RELOCATION = "RELOCATION"
    RESTORATION = "RESTORATION"
    PURCHASE = "PURCHASE"  # 单纯购置


class DeliveryMode(StrEnum):
    """How a project is built and run; several may hold together."""

    TRADITIONAL = "TRADITIONAL"  # 施工总承包
    EPC = "EPC"
    AGENT_CONSTRUCTION = "AGENT_CONSTRUCTION"
    WHOLE_PROCESS_CONSULTING = "WHOLE_PROCESS_CONSULTING"
    PPP = "PPP"
    REITS = "REITS"
    EOD = "EOD"
    COMMITTEE_COMPANY = "COMMITTEE_COMPANY"


class Financing(StrEnum):
    """Where the money comes from; several may hold together."""

    CENTRAL_BUDGET_INVESTMENT = "CENTRAL_BUDGET_INVESTMENT"
    ULTRA_LONG_SPECIAL_TREASURY_BOND = "ULTRA_LONG_SPECIAL_TREASURY_BOND"
    SPECIAL_PURPOSE_BOND = "SPECIAL_PURPOSE_BOND"
    BOND_LOAN_MIX = "BOND_LOAN_MIX"
    LOCAL_BUDGET = "LOCAL_BUDGET"
    BANK_LOAN = "BANK_LOAN"
    OWN_FUNDS = "OWN_FUNDS"
    SOCIAL_CAPITAL = "SOCIAL_CAPITAL"
    FOREIGN_CAPITAL = "FOREIGN_CAPITAL"


class ChainRole(StrEnum):
    """What a project does for its industrial chain."""

    LEAD = "LEAD"  # 链主
    MEND = "MEND"  # 补链
    STRENGTHEN = "STRENGTHEN"  # 强链
    EXTEND = "EXTEND"  # 延链


class Tag(StrEnum):
    """What schemes ask of a project beside its nodes (codelists)."""

    STOCK_RENEWAL = "stock_renewal"  # 存量盘活


class State(StrEnum):
    """What may be done with a project now."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    EXITED = "EXITED"
    MERGED = "MERGED"  # into another
    SPLIT = "SPLIT"  # into others


class Change(StrEnum):
    """What happened to a project as a whole, each with a day, a reason and, mostly, a paper."""

    SUSPENDED = "SUSPENDED"
    RESUMED = "RESUMED"
    EXITED = "EXITED"
    REINSTATED = "REINSTATED"
    MERGED = "MERGED"
    SPLIT = "SPLIT"
    RENAMED = "RENAMED"


class Kinship(StrEnum):
    """What a part is to its parent: one of the works listed as one, or a later phase."""

    BUNDLE = "BUNDLE"
    PHASE = "PHASE"


class Party(StrEnum):
    """Who answers for a project. The first five are 五方责任主体 (建质〔2014〕124号)."""

    OWNER = "OWNER"
    SURVEYOR = "SURVEYOR"
    DESIGNER = "DESIGNER"
    CONTRACTOR = "CONTRACTOR"
    SUPERVISING_ENGINEER = "SUPERVISING_ENGINEER"
    RESPONSIBLE_UNIT = "RESPONSIBLE_UNIT"  # 第一责任单位
    LEAD_DEPARTMENT = "LEAD_DEPARTMENT"
    SPONSOR = "SPONSOR"  # 包保领导
    TASK_FORCE = "TASK_FORCE"
    HEADQUARTERS = "HEADQUARTERS"
    PROJECT_OFFICER = "PROJECT_OFFICER"
    MONITORING_UNIT = "MONITORING_UNIT"  # 国家发展改革委令第10号
    MONITORING_OFFICER = "MONITORING_OFFICER"


class InvestmentStage(StrEnum):
    """Which document an amount of total investment comes from."""

    ORIGINAL = "ORIGINAL"  # as first put up, or 估算 of the feasibility study
    APPROVED = "APPROVED"  # 概算 of the preliminary design
    ADJUSTED = "ADJUSTED"  # 调整, with its paper
